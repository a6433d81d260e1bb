//! Images, carried over without what is not the image, and blank where a box stands.
