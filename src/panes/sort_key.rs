//! By what lists are sorted.

/// By what which list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// The list of articles, by this.
    Articles(SortKey),
    /// The list of annotations, by this.
    Annotations(Arrangement),
    /// The list of sources, by this.
    Sources(SourceOrder),
}

impl SortBy {
    /// Every key of the same list, with its words.
    pub fn choices(self) -> Vec<(Self, &'static str)> {
        match self {
            Self::Articles(_) => SortKey::ALL
                .map(|(key, words)| (Self::Articles(key), words))
                .to_vec(),
            Self::Sources(_) => SourceOrder::ALL
                .map(|(key, words)| (Self::Sources(key), words))
                .to_vec(),
            Self::Annotations(_) => Arrangement::ALL
                .map(|(key, words)| (Self::Annotations(key), words))
                .to_vec(),
        }
    }
}

/// By what the list of articles is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// Published last first; what has no date comes last.
    #[default]
    Published,
    /// Clipped last first.
    Clipped,
    /// By title.
    Title,
    /// By site, then title.
    Site,
    /// Unread first, then published last first.
    Unread,
    /// Most annotated first, then published last first.
    Annotations,
}

impl SortKey {
    /// Every key, with the words of the sort menu.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Published, "Published, newest first"),
        (Self::Clipped, "Clipped, newest first"),
        (Self::Title, "Title"),
        (Self::Site, "Site"),
        (Self::Unread, "Unread first"),
        (Self::Annotations, "Annotations, most first"),
    ];

    /// Whether it depends on what the reader does, not only on what the articles are.
    pub fn follows_reader(self) -> bool {
        matches!(self, Self::Unread | Self::Annotations)
    }
}

/// By what the list of sources is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceOrder {
    /// Site by site, those that are cited most first.
    #[default]
    Site,
    /// Page by page, those that are cited most first.
    Citations,
    /// Page by page, what the newest articles cite first.
    Newest,
    /// The same as by citations, only pages that are not in the library.
    Unclipped,
}

impl SourceOrder {
    /// Every order, with the words of the sort menu.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Site, "Site"),
        (Self::Citations, "Citations, most first"),
        (Self::Newest, "Newest article that cites it"),
        (Self::Unclipped, "Not clipped, most cited first"),
    ];

    /// What the title says of it; nothing of the usual one.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Site => "",
            Self::Citations => " · most cited first",
            Self::Newest => " · newest first",
            Self::Unclipped => " · not clipped",
        }
    }
}

/// How annotations that need nothing are grouped and ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrangement {
    /// By article, in the order of its text.
    #[default]
    Article,
    /// By month, made last first.
    Newest,
    /// By month, made first first.
    Oldest,
    /// By colour.
    Colour,
    /// By tag; one with several tags stands under each.
    Tag,
    /// By who made them.
    Creator,
}

impl Arrangement {
    /// Every arrangement, with the words of the sort menu.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Article, "Article, in the order of its text"),
        (Self::Newest, "Age, newest first"),
        (Self::Oldest, "Age, oldest first"),
        (Self::Colour, "Colour"),
        (Self::Tag, "Tag"),
        (Self::Creator, "Who made it"),
    ];
}
