//! The native command line. Everything it does is in [`zhupi::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    zhupi::cli::main(std::env::args_os().skip(1))
}
