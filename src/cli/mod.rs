//! The command line. One file per subcommand.

pub mod check;
