//! What a worker and the run say to each other: a head in JSON, and bytes as they are.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};

/// No head is larger.
const HEAD: usize = 1 << 30;
/// Made room for at once.
const ROOM: u64 = 1 << 20;

/// Says something.
pub(super) fn send<T: Serialize>(
    out: &mut impl Write,
    head: &T,
    blobs: &[&[u8]],
) -> io::Result<()> {
    let head = serde_json::to_vec(head).map_err(io::Error::other)?;
    out.write_all(&(head.len() as u64).to_le_bytes())?;
    out.write_all(&(blobs.len() as u64).to_le_bytes())?;
    for blob in blobs {
        out.write_all(&(blob.len() as u64).to_le_bytes())?;
    }
    out.write_all(&head)?;
    for blob in blobs {
        out.write_all(blob)?;
    }
    out.flush()
}

/// Hears something; an error at the end.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<(T, Vec<Vec<u8>>)> {
    let head = number(from)?;
    let blobs = number(from)?;
    if head > HEAD as u64 || blobs > 8 {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let lengths: Vec<u64> = (0..blobs)
        .map(|_| number(from))
        .collect::<io::Result<_>>()?;
    let head = bytes(from, head)?;
    let head = serde_json::from_slice(&head).map_err(io::Error::other)?;
    let blobs = lengths.into_iter().map(|length| bytes(from, length));
    Ok((head, blobs.collect::<io::Result<_>>()?))
}

fn number(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

fn bytes(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(ROOM)).unwrap_or(0));
    let read = from.take(length).read_to_end(&mut bytes)?;
    if read as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_heard() {
        let mut pipe = Vec::new();
        send(&mut pipe, &"one", &[b"x", b""]).unwrap();
        send(&mut pipe, &"two", &[]).unwrap();
        let mut pipe = &pipe[..];
        let (head, blobs): (String, _) = receive(&mut pipe).unwrap();
        assert_eq!((head.as_str(), blobs), ("one", vec![b"x".to_vec(), vec![]]));
        let (head, blobs): (String, _) = receive(&mut pipe).unwrap();
        assert_eq!((head.as_str(), blobs), ("two", vec![]));
        assert!(receive::<String>(&mut pipe).is_err());
    }

    #[test]
    fn nonsense_is_an_error() {
        assert!(receive::<String>(&mut &[0xFF; 64][..]).is_err());
        assert!(receive::<String>(&mut &b"x"[..]).is_err());
    }
}
