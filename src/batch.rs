//! Many documents at once: the only file that runs in parallel.
