//! The binary and its promises, from outside: one test program, linked once.

mod bad_input;
mod batch;
mod detect;
mod promises;
mod properties;
mod schema;
mod support;
mod usage;
