//! The facts of an article as bytes, in three parts: what lists say of it, its text, its names.
//!
//! Each part is sealed: a checksum of it and of the path it belongs to, then the stamp of the file that it was read
//! from. Bytes that are not what was written are no facts, and neither are those of another file.

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::clip::article::body_hash::BodyHash;
use crate::clip::article::{Article, Head, Heading, InternalLink, Stamp};
use crate::clip::citation::Citation;
use crate::clip::entity::Mention;
use crate::clip::facts::Facts;
use crate::text::clean::SafeText;
use crate::text::problem::Problem;
use crate::text::range::{SourceRange, TextRange};
use crate::text::{decode, language};

/// What lists say, in the order of [`parts`].
type Listed = (
    (Head, u32, BodyHash),
    (Vec<SafeText>, SafeText, Vec<Problem>),
    (u32, u32, bool),
    (Option<String>, String),
);

/// The text and what is marked in it, likewise.
type Text = (
    (SafeText, Vec<TextRange>, Vec<Heading>),
    (Vec<(String, SourceRange)>, Vec<Citation>, Vec<InternalLink>),
);

/// The bytes of each part that is known of an article, from [`Facts::Listed`] on. Names come with a number for the
/// forms that the reader has added and the text holds: with others they would be other names.
pub(super) fn parts(article: &Article, added: u32) -> Vec<Vec<u8>> {
    let listed = (
        (&article.head, article.body, article.body_hash),
        (&article.tags, &article.site, &article.problems),
        (article.words, article.citation_count, article.is_export),
        (article.language, article.encoding),
    );
    let text = (
        (&article.text, &article.sentences, &article.headings),
        (&article.block_ids, &article.citations, &article.internal),
    );
    let parts = [
        sealed(article, Facts::Listed, &listed),
        sealed(article, Facts::Text, &text),
        sealed(article, Facts::Names, &(added, &article.mentions)),
    ];
    let known = [Facts::Listed, Facts::Text, Facts::Names].into_iter();
    let known = known.filter(|part| *part <= article.facts).count();
    parts
        .into_iter()
        .take(known)
        .map_while(|part| part)
        .collect()
}

/// The article of a path as lists know it, with the stamp that its file had; `None` where the bytes say nothing of it.
pub(super) fn listed(path: &Path, bytes: &[u8]) -> Option<Article> {
    let (stamp, facts): (Stamp, Listed) = opened(path, Facts::Listed, bytes)?;
    let (head, body, body_hash) = facts.0;
    let (tags, site, problems) = facts.1;
    let (words, citation_count, is_export) = facts.2;
    let (language, encoding) = facts.3;
    Some(Article {
        path: path.to_owned(),
        head,
        body,
        body_hash,
        tags,
        site,
        problems,
        words,
        citation_count,
        is_export,
        language: language.as_deref().and_then(language::known),
        encoding: decode::known_encoding(&encoding)?,
        stamp,
        facts: Facts::Listed,
        ..Article::default()
    })
}

/// Adds the text to an article; `None` where the bytes are not the text of its file as it was.
pub(super) fn add_text(article: &mut Article, bytes: &[u8]) -> Option<()> {
    let (stamp, facts): (Stamp, Text) = opened(&article.path, Facts::Text, bytes)?;
    (article.text, article.sentences, article.headings) = facts.0;
    (article.block_ids, article.citations, article.internal) = facts.1;
    article.facts = Facts::Text;
    (stamp == article.stamp).then_some(())
}

/// Adds the names, likewise; `added` is the number of the forms that they must have been found with.
pub(super) fn add_names(article: &mut Article, bytes: &[u8], added: u32) -> Option<()> {
    let (stamp, (with, mentions)): (Stamp, (u32, Vec<Mention>)) =
        opened(&article.path, Facts::Names, bytes)?;
    article.mentions = mentions;
    article.facts = Facts::Names;
    (stamp == article.stamp && with == added).then_some(())
}

/// Facts behind the stamp of the file, behind the checksum of both.
fn sealed(article: &Article, part: Facts, facts: &impl Serialize) -> Option<Vec<u8>> {
    sealed_for(&owner(&article.path, part), &(article.stamp, facts))
}

fn opened<T: DeserializeOwned>(path: &Path, part: Facts, bytes: &[u8]) -> Option<T> {
    opened_for(&owner(path, part), bytes)
}

/// What a part belongs to: an article's path, and which part it is.
fn owner(path: &Path, part: Facts) -> Vec<u8> {
    let mut owner = path.as_os_str().as_encoded_bytes().to_vec();
    owner.push(part as u8);
    owner
}

/// What facts about articles together belong to: their numbers, paths and stamps, and what else they came `by`
/// (SHA-256).
pub(super) fn owner_of_all(articles: &[Arc<Article>], by: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for article in articles {
        let path = article.path.as_os_str().as_encoded_bytes();
        let Stamp {
            size,
            modified,
            changed,
        } = article.stamp;
        hash.update(article.id.0.to_le_bytes());
        hash.update((path.len() as u64).to_le_bytes());
        hash.update(path);
        hash.update(size.to_le_bytes());
        hash.update(modified.to_le_bytes());
        hash.update(changed.to_le_bytes());
    }
    hash.update(by);
    hash.finalize().to_vec()
}

/// Facts that belong to `owner`, behind the checksum of both.
pub(super) fn sealed_for(owner: &[u8], facts: &impl Serialize) -> Option<Vec<u8>> {
    let mut bytes = postcard::to_extend(facts, vec![0; CHECKSUM]).ok()?;
    let checksum = checksum(owner, &bytes[CHECKSUM..]);
    bytes[..CHECKSUM].copy_from_slice(&checksum);
    Some(bytes)
}

/// The facts that were sealed for `owner`; `None` where these are others, or damaged.
pub(super) fn opened_for<T: DeserializeOwned>(owner: &[u8], bytes: &[u8]) -> Option<T> {
    let (seal, facts) = bytes.split_at_checked(CHECKSUM)?;
    if seal != checksum(owner, facts) {
        return None;
    }
    postcard::from_bytes(facts).ok()
}

/// Length of the checksum, in bytes.
const CHECKSUM: usize = 4;

/// CRC-32 (ISO 3309) of facts and of what they belong to.
fn checksum(owner: &[u8], facts: &[u8]) -> [u8; CHECKSUM] {
    let mut hash = crc32fast::Hasher::new();
    hash.update(owner);
    hash.update(facts);
    hash.finalize().to_le_bytes()
}
