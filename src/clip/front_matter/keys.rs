//! Names of keys: what each of the many that clippers write fills in.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Keys of the clipper and its relatives, folded; each means what the first of its row means.
///
/// The first of a row is the clipper's own; where several are given, earlier ones win.
const KNOWN: [(Field, &str); 7] = [
    (
        Field::Title,
        "title headline name displayname pagetitle articletitle 标题 標題 题目 題目 文章标题 タイトル 題名 見出し 제목 \
         título titulo titre titel rubrik überschrift fulltitle realtitle",
    ),
    (
        Field::Source,
        "source url link sourceurl originalurl original originalsource canonical \
         canonicalurl permalink uri href webpage weburl pageurl articleurl urlsource 来源 來源 来源链接 \
         链接 鏈接 连结 連結 原文 原文链接 原文連結 原文地址 文章链接 网址 網址 出处 出處 出典 ソース 情報源 リンク 元記事 引用元 参照元 원본 \
         원문 원문링크 출처 링크 주소 fuente enlace origen lien adresse källa länk adress",
    ),
    (
        Field::Authors,
        "author authors by byline creator creators writer writers authorname postedby 作者 原作者 撰文 \
         撰稿 记者 記者 著者 筆者 執筆者 投稿者 ライター 저자 글쓴이 작성자 지은이 작가 기자 autor autora autores auteur \
         auteure auteurs författare skribent skribenter autoren verfasser",
    ),
    (
        Field::Published,
        "published publisheddate publishedat publishedon publishedtime \
         publisheddatetime datepublished publishdate publishtime publishedate pubdate \
         pubdatetime publicationdate issued posted postedat postedon postdate \
         dateposted releasedat releaseddate releasedate sourcepublished date 发布 发布日期 发布时间 发布于 发表 发表日期 发表时间 发表于 出版日期 刊登日期 日期 發布 發布日期 發布時間 \
         發表日期 發表時間 發佈日期 發佈時間 公開日 公開日時 公開 投稿日 投稿日時 掲載日 配信日 発行日 発売日 日付 게시일 발행일 발행일자 게시날짜 \
         작성일 등록일 발간일 날짜 일자 publicado publicada fechadepublicación fechadepublicacion \
         fecha publié publiéle datedepublication dateparution parution publicerad \
         publicerat publiceringsdatum datum veröffentlicht year 年份 연도 año année år",
    ),
    (
        Field::Created,
        "created clipped createdat createdon clippedat clippedon datecreated \
         dateclipped createddate creationdate createdtime clipdate clippeddate saved \
         savedat savedon datesaved added addedat dateadded captured capturedat \
         datecaptured fetched fetchedat ingested ingestedat retrieved retrievedat accessed accessedat dateaccessed accessdate \
         archived archivedat 创建 创建时间 创建日期 创建于 剪藏 剪藏时间 剪藏日期 收藏时间 收藏日期 保存时间 保存日期 收录时间 \
         抓取时间 摘录时间 采集时间 建立日期 建立時間 擷取時間 擷取日期 收藏時間 儲存時間 剪輯日期 作成日 作成日時 取得日 取得日時 保存日 保存日時 \
         クリップ日 クリップ日時 追加日 登録日 생성일 생성일시 스크랩 스크랩일 저장일 클리핑일 수집일 creado fechadecreación \
         guardado capturado créé crééle datedecréation datecréation datecreation capturé enregistré ajouté skapad \
         skapat sparad sparat klippt",
    ),
    (
        Field::Description,
        "description summary excerpt abstract subtitle deck dek lede metadescription 描述 \
         摘要 简介 簡介 说明 說明 概要 概述 导语 説明 要約 설명 요약 descripción descripcion resumen \
         beskrivning sammanfattning résumé extrait beschreibung",
    ),
    (
        Field::Tags,
        "tags tag topics topic keywords keyword categories category labels 标签 標籤 关键词 \
         關鍵詞 关键字 關鍵字 分类 分類 主题 タグ カテゴリ カテゴリー キーワード 태그 카테고리 키워드 분류 주제 etiquetas \
         categorías categorias temas palabrasclave étiquettes motsclés catégories \
         thèmes taggar nyckelord kategorier ämnen",
    ),
];

/// The same, by name: the field, and the name's place in its row.
static FIELDS: LazyLock<HashMap<&str, (Field, usize)>> = LazyLock::new(|| {
    let rows = KNOWN.iter();
    rows.flat_map(|(field, names)| {
        names
            .split(' ')
            .enumerate()
            .map(|(rank, name)| (name, (*field, rank)))
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
/// Accents are composed.
pub(super) fn folded(key: &str) -> String {
    key.nfc()
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
        let field = |key| Field::of(key).map(|(field, _)| field);
        assert_eq!(field("Date de publication"), Some(Field::Published));
        assert_eq!(field("Mots-cle\u{301}s"), Some(Field::Tags));
        assert_eq!(field("원문 링크"), Some(Field::Source));
        assert_eq!(field("クリップ日時"), Some(Field::Created));
    }
}
