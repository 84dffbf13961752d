//! Chooses window or command line.

fn main() -> std::process::ExitCode {
    dateline::cli::run(std::env::args_os()).into()
}
