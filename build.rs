#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]
//! Rebuilds when a file is added to the built-in chronicle: `include_dir` by itself only sees changed ones.

fn main() {
    for folder in ["data", "seeds"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
