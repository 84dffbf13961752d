# Debian and Ubuntu packages that ./run and ./check need, and how to get them. Sourced, not run.
# shellcheck shell=bash

# To link Rust programs, and to compile the film encoder, which is C with its hot loops in assembly.
BUILD_PACKAGES=(gcc g++ libc6-dev make cmake perl-base)
if [ "$(uname -m)" = x86_64 ]; then
  BUILD_PACKAGES+=(nasm)
fi
# Opened at run time by the window.
WINDOW_PACKAGES=(libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon0 libxkbcommon-x11-0 libgl1 libegl1 libgl1-mesa-dri)
# A display that no one sees, a hand that moves its mouse, decoders for films.
TEST_PACKAGES=(xvfb xdotool ffmpeg)

need_rust() {
  if ! command -v cargo >/dev/null && [ -x "$HOME/.cargo/bin/cargo" ]; then
    export PATH="$HOME/.cargo/bin:$PATH"
  fi
  if ! command -v cargo >/dev/null; then
    echo "Rust is missing: install it from https://rustup.rs (1.95 or later), then run this again." >&2
    exit 2
  fi
}

# need_component NAME PROGRAM: a part of the Rust toolchain.
need_component() {
  command -v "$2" >/dev/null && cargo "${2#cargo-}" --version >/dev/null 2>&1 && return
  if ! command -v rustup >/dev/null || ! rustup component add "$1"; then
    echo "$1 is missing from the Rust toolchain: install it (rustup component add $1), then run this again." >&2
    exit 2
  fi
}

# need_browser: Chromium or Chrome, for the tests of the interactive page; fails where there is none to be had.
# Ubuntu's package only leads to a snap, so there a browser must be installed already.
need_browser() {
  local name
  for name in chromium google-chrome google-chrome-stable chromium-browser; do
    "$name" --version >/dev/null 2>&1 && return 0
  done
  if grep -qs '^ID=ubuntu' /etc/os-release || ! command -v dpkg-query >/dev/null; then
    return 1
  fi
  need_packages chromium
}

# Tools of ./check that are no Debian packages are kept here.
TOOLS=$PWD/target/tools
export PATH="$TOOLS/bin:$TOOLS/python/bin:$PATH"

# need_typos: the spelling checker, 8 MB as a Python package; fails where it is not to be had.
need_typos() {
  typos --version >/dev/null 2>&1 && return
  if ! python3 -m pip --version >/dev/null 2>&1; then
    command -v dpkg-query >/dev/null || return 1
    need_packages python3-pip
  fi
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target "$TOOLS/python" \
    'typos==1.52.0' && typos --version >/dev/null
}

# need_deny: the checker of dependencies, compiled once; fails where it is not to be had.
need_deny() {
  cargo deny --version >/dev/null 2>&1 && return
  echo "Installing cargo-deny (some minutes, once) …" >&2
  cargo install --quiet --locked --debug --root "$TOOLS" cargo-deny@0.20.2
}

# need_packages NAME…: installs those that are missing.
need_packages() {
  local missing=() name as_root=()
  if ! command -v dpkg-query >/dev/null; then
    echo "This is no Debian or Ubuntu; the equivalents of these packages are needed: $*" >&2
    return
  fi
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' ||
      dpkg-query -W -f '${Status}' "${name}t64" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [ "${#missing[@]}" -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "These packages are missing and only root can install them: apt-get install ${missing[*]}" >&2
      exit 2
    fi
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]} …" >&2
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
