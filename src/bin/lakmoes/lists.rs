//! Which lists of the documents are wanted, as they are typed.

use clap::Args;
use lakmoes::batch::Lists;
use lakmoes::write::diwoo::Publication;
use lakmoes::write::inventaris::is_matter;

/// In the help.
const PUBLICATION: &str = "Publication";

/// Lists of the documents, for who publishes them.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Also write DIR/inventarislijst.csv and .xlsx: a row a document, with what became of it, its grounds,
    /// date, family and conversation, in the columns that open.minvws.nl reads as a productierapport
    #[arg(long, help_heading = PUBLICATION)]
    pub(crate) inventarislijst: bool,
    /// The number under which that platform keeps these documents together
    #[arg(long, help_heading = PUBLICATION, value_name = "NUMBER", requires = "inventarislijst")]
    pub(crate) matter: Option<String>,
    /// Also write DiWoo metadata beside each document, DIR/<relative path>.diwoo.xml
    #[arg(long, help_heading = PUBLICATION, requires_all = ["publisher", "besluitdatum"])]
    pub(crate) diwoo: bool,
    /// Who publishes the documents: a ministry (JenV, BZK, VWS …), or any body as "NAME <TOOI-URI>"
    #[arg(long, help_heading = PUBLICATION, value_name = "NAME", requires = "diwoo")]
    pub(crate) publisher: Option<String>,
    /// When that was decided, as 2024-04-09: stands for the date of documents that state none
    #[arg(long, help_heading = PUBLICATION, value_name = "DATE", requires = "diwoo")]
    pub(crate) besluitdatum: Option<String>,
    /// The category of the Woo, as a TOOI code or a name [default: Woo-verzoeken en -besluiten]
    #[arg(long, help_heading = PUBLICATION, value_name = "CODE|NAME", requires = "diwoo")]
    pub(crate) informatiecategorie: Option<String>,
}

impl ListArgs {
    /// What is asked for, if it is something that can be asked.
    pub(crate) fn wanted(&self) -> Result<Lists, String> {
        if let Some(matter) = self.matter.as_deref().filter(|m| !is_matter(m)) {
            return Err(format!(
                "--matter {matter}: give two or more letters, digits, dots or dashes"
            ));
        }
        let category = self.informatiecategorie.as_deref();
        let diwoo = match (self.diwoo, &self.publisher, &self.besluitdatum) {
            (true, Some(publisher), Some(decided)) => {
                Some(Publication::new(publisher, category, decided)?)
            }
            _ => None,
        };
        Ok(Lists {
            inventaris: self.inventarislijst,
            matter: self.matter.clone(),
            diwoo,
        })
    }
}
