//! What is written reads as it should.
