//! Names of keys: what each of the many that clippers write fills in.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Keys of the clipper and its relatives, folded; each means what the first of its row means.
///
/// The first of a row is the clipper's own; where several are given, earlier ones win.
const KNOWN: [(Field, &[&str]); 7] = [
    (
        Field::Title,
        &[
            "title",
            "headline",
            "name",
            "displayname",
            "标题",
            "標題",
            "タイトル",
            "제목",
            "título",
            "titre",
            "titel",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "url",
            "link",
            "sourceurl",
            "originalurl",
            "original",
            "canonical",
            "canonicalurl",
            "permalink",
            "uri",
            "href",
            "来源",
            "來源",
            "链接",
            "連結",
            "出典",
            "원본",
            "fuente",
            "källa",
        ],
    ),
    (
        Field::Authors,
        &[
            "author",
            "authors",
            "by",
            "byline",
            "creator",
            "creators",
            "writer",
            "作者",
            "著者",
            "저자",
            "autor",
            "autora",
            "auteur",
            "författare",
        ],
    ),
    (
        Field::Published,
        &[
            "published",
            "publisheddate",
            "publishedat",
            "publishedtime",
            "datepublished",
            "publishdate",
            "pubdate",
            "publicationdate",
            "publication",
            "issued",
            "date",
            "发布",
            "发布日期",
            "发布时间",
            "發布日期",
            "公開日",
            "게시일",
            "publicado",
            "publié",
            "publicerad",
        ],
    ),
    (
        Field::Created,
        &[
            "created",
            "clipped",
            "createdat",
            "clippedat",
            "datecreated",
            "dateclipped",
            "createddate",
            "creationdate",
            "saved",
            "savedat",
            "datesaved",
            "added",
            "addedat",
            "dateadded",
            "retrieved",
            "accessed",
            "dateaccessed",
            "创建",
            "创建时间",
            "创建日期",
            "建立日期",
            "作成日",
            "생성일",
            "creado",
            "créé",
            "skapad",
        ],
    ),
    (
        Field::Description,
        &[
            "description",
            "summary",
            "excerpt",
            "abstract",
            "subtitle",
            "deck",
            "描述",
            "摘要",
            "概要",
            "설명",
            "descripción",
            "beskrivning",
        ],
    ),
    (
        Field::Tags,
        &[
            "tags",
            "tag",
            "topics",
            "topic",
            "keywords",
            "keyword",
            "categories",
            "category",
            "标签",
            "標籤",
            "タグ",
            "태그",
            "etiquetas",
            "taggar",
        ],
    ),
];

/// The same, by name: the field, and the name's place in its row.
static FIELDS: LazyLock<HashMap<&str, (Field, usize)>> = LazyLock::new(|| {
    let rows = KNOWN.iter();
    rows.flat_map(|(field, names)| {
        names
            .iter()
            .enumerate()
            .map(|(rank, name)| (*name, (*field, rank)))
    })
    .collect()
});

/// What a known key fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Title,
    Source,
    Authors,
    Published,
    Created,
    Description,
    Tags,
}

impl Field {
    /// The field of a key, and how far from the clipper's own name the key is.
    pub(super) fn of(key: &str) -> Option<(Self, usize)> {
        FIELDS.get(folded(key).as_str()).copied()
    }

    /// Whether it holds several values.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Authors | Self::Tags)
    }
}

/// A key without case, blanks, hyphens and underscores: `Created-At` and `created_at` are one.
pub(super) fn folded(key: &str) -> String {
    key.chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_matched_without_case_and_joints() {
        assert_eq!(Field::of("Created_At"), Field::of("created-at"));
        assert_eq!(
            Field::of("URL").map(|(field, _)| field),
            Some(Field::Source)
        );
        assert_eq!(Field::of("rating"), None);
    }
}
