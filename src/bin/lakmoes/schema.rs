//! `lakmoes schema`.

use crate::exit::{Exit, Outcome, print};

pub(crate) fn schema() -> Outcome {
    let schema =
        serde_json::to_string_pretty(&lakmoes::write::schema()).map_err(|e| e.to_string())?;
    print(format!("{schema}\n").as_bytes())?;
    Ok(Exit::Done)
}
