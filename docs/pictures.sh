#!/usr/bin/env bash
# Makes the pictures of the guide again: the still by its command, the window's as it stands under a virtual display.
# Needs what ./check installs (xvfb, xdotool, ffmpeg).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo build --locked --quiet
dateline=target/debug/dateline
"$dateline" export --at 2021-08-13 --size 960x540 --to docs/pictures/still.png --force

work=$(mktemp -d)
export DISPLAY=:87 LIBGL_ALWAYS_SOFTWARE=1 HOME=$work
Xvfb "$DISPLAY" -screen 0 1440x900x24 >/dev/null 2>&1 &
server=$!
trap 'kill "$server"; rm -rf "$work"' EXIT
sleep 2

# picture NAME CHRONICLE KEYS…: the window after these keys, as the guide shows it.
picture() {
  local name=$1 chronicle=$2 window
  shift 2
  "$dateline" $chronicle --state "$work/$name" >/dev/null 2>&1 &
  window=$!
  sleep 12
  xdotool search --name Dateline windowfocus
  xdotool mousemove 1439 899
  for key in "$@"; do
    case $key in
      text:*) xdotool type --delay 80 "${key#text:}" ;;
      *) xdotool key "$key" ;;
    esac
    sleep 2
  done
  sleep "${SLOW:-30}"
  ffmpeg -loglevel error -y -f x11grab -draw_mouse 0 -video_size 1440x900 -i "$DISPLAY" -frames:v 1 \
    -vf scale=1080:-1:flags=lanczos,palettegen=stats_mode=single "$work/palette.png"
  ffmpeg -loglevel error -y -f x11grab -draw_mouse 0 -video_size 1440x900 -i "$DISPLAY" -i "$work/palette.png" \
    -frames:v 1 -filter_complex 'scale=1080:-1:flags=lanczos[x];[x][1:v]paletteuse=dither=none' "docs/pictures/$name.png"
  kill "$window"
  wait "$window" 2>/dev/null || true
}

picture start '' ctrl+Home
picture new '' ctrl+n 'text:The war in Syria' Tab Tab Tab text:syria Return
picture inspector '' Right ctrl+p text:Herat Return
DATELINE_PICTURES=1 cargo test --locked --quiet --test it guide::every_picture
