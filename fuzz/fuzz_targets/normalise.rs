#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| lakmoes_fuzz::run("normalise", data));
