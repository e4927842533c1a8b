//! Offices beside the names of those who hold them: "Minister for Information and Broadcasting | Attaullah
//! Tarar", "Karnataka | CM | Kumaraswamy".

use std::ops::Range;

use crate::names::model::gazetteer::Classes;
use crate::names::model::labels::Sort;
use crate::names::model::tagger::{Name, Prepared};
use crate::names::tokens::hash;
use crate::names::tokens::{Case, Flags, Token};

/// Who has a portfolio.
const MINISTERS: [&str; 7] = [
    "minister",
    "ministers",
    "secretary",
    "undersecretary",
    "commissioner",
    "controller",
    "comptroller",
];
/// What portfolios are made of.
const PORTFOLIOS: &str = "affairs agriculture arts aviation broadcasting budget business climate commerce \
    communications community consumer cooperation cooperatives corporate crown culture defence defense development \
    digital disaster economic economy education employment energy environment equality external family federal \
    finance fisheries food foreign forestry forests gender health heritage higher home housing human immigration \
    indigenous industries industry information infrastructure innovation integration interior international \
    investment justice labor labour land lands law livestock local management marine maritime media mineral minerals \
    mines mining national northern oceans parliamentary peace petroleum planning police power provincial public \
    railways reform regional relations religious research resources revenue rights roads rural science security \
    services settlement shipping skills social sport sports state steel sustainable tax technology telecommunications \
    textiles tourism trade transport transportation treasury tribal urban veterans water welfare women works youth";
/// Letters that stand for an office.
const LETTERS: [&str; 16] = [
    "CM", "PM", "MP", "MPs", "MCA", "MLA", "MLC", "MNA", "MPA", "MEC", "CEO", "CFO", "COO", "IGP",
    "DGP", "CJ",
];
/// Words between a minister and the end of the portfolio, at most.
const LONGEST: usize = 10;

/// Cuts offices off names, and drops names that are nothing but a portfolio or an adviser.
pub fn settle(text: &str, prepared: &Prepared<'_>, names: &mut Vec<Name>) {
    let words = Words::new(text);
    names.retain_mut(|name| {
        let kept = portfolio_of(&prepared.tokens, &words, &name.tokens)
            .is_none_or(|portfolio| without(prepared, &portfolio, name));
        kept && !is_adviser(prepared, name)
    });
    let mut holders = Vec::new();
    for name in names.iter_mut() {
        holders.extend(parted(text, prepared, name).or_else(|| led(prepared, name)));
    }
    holders.extend(honoured(text, prepared, names));
    names.retain(|name| !name.tokens.is_empty());
    names.append(&mut holders);
    names.sort_by_key(|name| name.tokens.start);
}

/// Who and what stands before a portfolio, as hashes, and the text.
struct Words<'t> {
    text: &'t str,
    ministers: [u64; 7],
    joints: [u64; 5],
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            ministers: MINISTERS.map(hash::word),
            joints: ["of", "for", "and", ",", "-"].map(hash::word),
        }
    }

    fn is_portfolio(&self, token: &Token) -> bool {
        let word = token.of(self.text);
        token.case == Case::Capital
            && PORTFOLIOS
                .split_whitespace()
                .any(|known| known.eq_ignore_ascii_case(word))
    }
}

/// The portfolio that a name begins in, that ends where it begins, or that it holds with the minister.
fn portfolio_of(tokens: &[Token], words: &Words<'_>, name: &Range<usize>) -> Option<Range<usize>> {
    let first = tokens.get(name.start)?;
    let before = &tokens[name.start.saturating_sub(LONGEST)..name.start];
    let start = if words.ministers.contains(&first.lower) {
        name.start + 2
    } else if before
        .iter()
        .any(|token| words.ministers.contains(&token.lower))
        && words.is_portfolio(first)
    {
        let belongs =
            |token: &&Token| words.is_portfolio(token) || words.joints.contains(&token.lower);
        name.start + 1 - before.iter().rev().take_while(belongs).count()
    } else {
        return None;
    };
    let [minister, of] = tokens.get(start.checked_sub(2)?..start)? else {
        return None;
    };
    if !words.ministers.contains(&minister.lower) || !words.joints[..2].contains(&of.lower) {
        return None;
    }
    let mut end = start;
    for (at, token) in tokens.iter().enumerate().skip(start).take(2 * LONGEST) {
        if token.flags.contains(Flags::BREAK) {
            break;
        }
        if words.is_portfolio(token) {
            end = at + 1;
        } else if !words.joints.contains(&token.lower) {
            break;
        }
    }
    (end > start).then_some(start..end)
}

/// Cuts a portfolio off a name; false where nothing is left of it.
fn without(prepared: &Prepared<'_>, portfolio: &Range<usize>, name: &mut Name) -> bool {
    if name.tokens.end <= portfolio.end {
        return false;
    }
    name.tokens.start = portfolio.end;
    let lists = prepared.words.gazetteer();
    let body = prepared.tokens[name.tokens.clone()]
        .iter()
        .any(|token| lists.classes(token).contains(Classes::ORGANISATION_WORD));
    if !body {
        name.sort = Sort::Person;
    }
    true
}

/// Whether a name of a body is an adviser's office: "National Security Adviser".
fn is_adviser(prepared: &Prepared<'_>, name: &Name) -> bool {
    name.sort == Sort::Organisation
        && prepared.tokens[..name.tokens.end]
            .last()
            .is_some_and(|last| ["adviser", "advisor"].map(hash::word).contains(&last.lower))
}

/// Parts a name at the letters of an office: what stands before is where or what it is an office of,
/// what stands after is who holds it and is given back.
fn parted(text: &str, prepared: &Prepared<'_>, name: &mut Name) -> Option<Name> {
    let tokens = &prepared.tokens;
    let Range { start, end } = name.tokens;
    let office = (start..end).find(|&at| {
        matches!(tokens[at].case, Case::Upper | Case::Mixed)
            && LETTERS.contains(&tokens[at].of(text))
    })?;
    let lists = prepared.words.gazetteer();
    let body = |tokens: &[Token]| {
        let word = |token: &Token| lists.classes(token).contains(Classes::ORGANISATION_WORD);
        tokens.iter().any(word)
    };
    let begins = office == start && name.sort == Sort::Organisation;
    if end - start < 2 || begins || body(&tokens[office + 1..end]) {
        return None;
    }
    let before = &tokens[start..office];
    if before
        .iter()
        .any(|token| lists.classes(token).intersects(Classes::PLACE))
    {
        name.sort = Sort::Place;
    } else if before.iter().all(|token| token.case == Case::Upper) {
        name.sort = Sort::Organisation;
    } else if name.sort == Sort::Person {
        name.sort = Sort::Place;
    }
    name.tokens.end = office;
    (office + 1 < end).then_some(Name {
        tokens: office + 1..end,
        sort: Sort::Person,
    })
}

/// Parts a person that begins with a place and a title, or with a people: "Abu Dhabi | Crown Prince | Mohammed
/// bin Zayed", "Peronist | Carlos Menem".
fn led(prepared: &Prepared<'_>, name: &mut Name) -> Option<Name> {
    let tokens = &prepared.tokens;
    let Range { start, end } = name.tokens;
    if name.sort != Sort::Person || end - start < 3 {
        return None;
    }
    let lists = prepared.words.gazetteer();
    let names = Classes::FIRST_NAME | Classes::LAST_NAME;
    let is_only = |at: usize, class: Classes| {
        let classes = lists.classes(&tokens[at]);
        classes.intersects(class) && !classes.intersects(names)
    };
    if is_only(start, Classes::GROUP) {
        name.tokens.end = start + 1;
        name.sort = Sort::Group;
        return Some(Name {
            tokens: start + 1..end,
            sort: Sort::Person,
        });
    }
    let (count, classes) = lists.longest(&tokens[start..end])?;
    let place = start + count;
    let is_title = |at: usize| lists.classes(&tokens[at]).contains(Classes::TITLE);
    let first = lists.classes(&tokens[start]).contains(Classes::FIRST_NAME);
    if !classes.intersects(Classes::PLACE) || first && count == 1 {
        return None;
    }
    let holder = (place..end).find(|&at| !is_title(at))?;
    if holder == place {
        return None;
    }
    name.tokens.end = place;
    name.sort = Sort::Place;
    Some(Name {
        tokens: holder..end,
        sort: Sort::Person,
    })
}

/// Persons after "Mr" or "Ms" where nothing was found: "Ms Park".
fn honoured(text: &str, prepared: &Prepared<'_>, names: &[Name]) -> Vec<Name> {
    let honours = ["mr", "mr.", "mrs", "mrs.", "ms", "ms."].map(hash::word);
    let tokens = &prepared.tokens;
    let is_name = |token: &Token| {
        token.case == Case::Capital
            && !token.is_barred()
            && !token.flags.contains(Flags::BREAK)
            && token.of(text).len() > 1
    };
    let mut found = Vec::new();
    for (at, honour) in tokens.iter().enumerate() {
        if !honour.is_capitalised() || !honours.contains(&honour.lower) {
            continue;
        }
        let start = at + 1;
        let length = tokens[start..]
            .iter()
            .take(3)
            .take_while(|token| is_name(token))
            .count();
        let range = start..start + length;
        let free = |name: &Name| name.tokens.end <= range.start || range.end <= name.tokens.start;
        if length > 0 && names.iter().all(free) {
            found.push(Name {
                tokens: range,
                sort: Sort::Person,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::clip::entity::Kind;
    use crate::names::pipeline::Names;

    fn persons(text: &str) -> Vec<String> {
        let names = Names::embedded().unwrap();
        let found = names.tag(text).into_iter();
        found
            .filter(|span| span.kind == Kind::Person)
            .map(|span| text[span.start..span.end].to_owned())
            .collect()
    }

    #[test]
    fn a_portfolio_is_no_part_of_the_ministers_name() {
        assert_eq!(
            persons("Minister for Information and Broadcasting Attaullah Tarar spoke."),
            ["Attaullah Tarar"]
        );
        assert_eq!(
            persons(
                "JAKARTA - Minister of Marine Affairs and Fisheries Edhy Prabowo was named a suspect."
            ),
            ["Edhy Prabowo"]
        );
        assert_eq!(
            persons("A report by Controller of Budget Margaret Nyakang'o was read."),
            ["Margaret Nyakang'o"]
        );
    }

    #[test]
    fn what_leads_a_person_is_no_part_of_the_name() {
        assert_eq!(
            persons("Abu Dhabi Crown Prince Mohammed bin Zayed Al-Nahyan greeted him."),
            ["Mohammed bin Zayed Al-Nahyan"]
        );
        assert_eq!(
            persons("It was during the government of the Peronist Carlos Menem that it fell."),
            ["Carlos Menem"]
        );
    }

    #[test]
    fn who_is_called_ms_is_a_person() {
        assert_eq!(
            persons("The scandal resulted in parliament impeaching Ms Park last month."),
            ["Park"]
        );
    }

    #[test]
    fn letters_of_an_office_part_a_name() {
        assert_eq!(
            persons("It dismissed a plea by former Karnataka CM Kumaraswamy seeking to quash it."),
            ["Kumaraswamy"]
        );
    }
}
