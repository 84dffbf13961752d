//! Chooses window or command line.

use dateline::cli::{self, WindowArguments};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os(), window).into()
}

#[cfg(feature = "gui")]
fn window(arguments: WindowArguments) -> Result<(), String> {
    let options = dateline::gui::WindowOptions {
        remember_in: arguments.state,
        frame_times: arguments.frame_times,
        probe: arguments.probe,
        leave_after_first_frame: arguments.bench_start,
    };
    dateline::gui::run(arguments.chronicle, options).map_err(|error| error.to_string())
}

#[cfg(not(feature = "gui"))]
fn window(_arguments: WindowArguments) -> Result<(), String> {
    Err("this build has no window; use check, report or export, or build with the feature gui".to_owned())
}
