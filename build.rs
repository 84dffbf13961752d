#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]
//! Rebuilds when a file is added to a chronicle inside the program: `include_dir` by itself only sees changed ones.

fn main() {
    for folder in ["data", "seeds", "tests/fixtures/chronicles"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
