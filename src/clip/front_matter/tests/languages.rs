//! Keys and dates in the languages of the pages that were clipped, with what is read of each.

use super::variants::Case;

/// A case or more for each language.
pub(super) const CASES: &[Case] = &[
    (
        "keys in French",
        "titre: A\nauteurs: [Ana Lima]\nPublié le: 9 octobre 2024\nlien: https://e.org\nmots-clés: loi, droit",
        "title=A; source=https://e.org; authors=Ana Lima; published=2024-10-09; tags=loi, droit",
        &[],
    ),
    (
        "keys in Spanish",
        "título: A\nautor: \"[[Ana]]\"\nfecha: 9 de octubre de 2024\nenlace: https://e.org\netiquetas: [ley]",
        "title=A; source=https://e.org; authors=Ana>Ana; published=2024-10-09; tags=ley",
        &[],
    ),
    (
        "keys in Swedish",
        "titel: A\nförfattare: Åsa Ek\npublicerad: 9 oktober 2024\nlänk: https://e.org\nsparad: 2025-01-02",
        "title=A; source=https://e.org; authors=Åsa Ek; published=2024-10-09; created=2025-01-02",
        &[],
    ),
    (
        "keys in Japanese",
        "タイトル: 人工知能\n著者: 山田太郎\n公開日: 令和6年10月9日\n元記事: https://e.org\nクリップ日時: 2025/01/02 10:00",
        "title=人工知能; source=https://e.org; authors=山田太郎; published=2024-10-09; created=2025-01-02",
        &[],
    ),
    (
        "keys in Korean",
        "제목: 인공지능\n기자: 홍길동\n작성일: 2024. 10. 9.\n원문 링크: https://e.org\n스크랩일: 2025년 1월 2일",
        "title=인공지능; source=https://e.org; authors=홍길동; published=2024-10-09; created=2025-01-02",
        &[],
    ),
    (
        "a key in Chinese",
        "标题: 人工智能\n作者: 张三、李四\n发布日期: 2024年10月9日",
        "title=人工智能; authors=张三, 李四; published=2024-10-09",
        &[],
    ),
];
