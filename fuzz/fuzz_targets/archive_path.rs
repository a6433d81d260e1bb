#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| lakmoes_fuzz::run("archive_path", data));
