//! Words by which dates, sums of money and quantities are known.

use bitflags::bitflags;

use crate::names::tokens::hash;
use crate::names::tokens::hash::Hashed;
use crate::names::tokens::{Case, Token};

bitflags! {
    /// What a token can be in a date, a sum or a quantity.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Cues: u16 {
        /// January, Feb.
        const MONTH = 1;
        /// A month that is also another word: may, march.
        const DOUBTFUL = 1 << 1;
        /// Monday.
        const WEEKDAY = 1 << 2;
        /// million, bn, crore.
        const MAGNITUDE = 1 << 3;
        /// dollars, naira.
        const CURRENCY = 1 << 4;
        /// USD, Rs: a currency that stands before or after its figure.
        const CODE = 1 << 5;
        /// $, €.
        const SIGN = 1 << 6;
        /// kilometres, %.
        const UNIT = 1 << 7;
        /// two, half.
        const NUMBER = 1 << 8;
        /// in, since: words that dates follow.
        const BEFORE_DATE = 1 << 9;
        /// A figure: 5, 1,000.
        const FIGURE = 1 << 10;
        /// spring, Q2, nineteenth, thousands: words that begin a date or a sum with others after them.
        const OPENER = 1 << 11;
        /// Mon., Thurs: a weekday only before a day of a month.
        const SHORT_WEEKDAY = 1 << 12;
    }
}

/// Words by what they can be; `words` are separated by blanks.
struct Group {
    cues: Cues,
    words: &'static str,
}

const GROUPS: &[Group] = &[
    Group {
        cues: Cues::MONTH,
        words: "january february april june july august september october november december jan jan. feb feb. apr \
            apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec. mar.",
    },
    Group {
        cues: Cues::MONTH.union(Cues::DOUBTFUL),
        words: "may march mar",
    },
    Group {
        cues: Cues::WEEKDAY,
        words: "monday tuesday wednesday thursday friday saturday sunday",
    },
    Group {
        cues: Cues::SHORT_WEEKDAY,
        words: "mon tue tues wed thu thur thurs fri sat sun mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun.",
    },
    Group {
        cues: Cues::MAGNITUDE,
        words: "hundred thousand million billion trillion millions billions trillions mn bn tn m b k crore crores lakh \
            lakhs mln bln mil bil cr",
    },
    Group {
        cues: Cues::CURRENCY,
        words: "dollar dollars euro euros pound pounds yen yuan renminbi rupee rupees peso pesos naira rand shilling \
            shillings won baht ringgit rupiah dirham dirhams riyal riyals rial rials rouble roubles ruble rubles lira \
            liras reais franc francs krona kronor krone kroner cedi cedis kwacha birr dinar dinars taka dong shekel \
            shekels hryvnia hryvnias zloty zlotys \
            kina vatu lei tala tugrik tugriks riel riels ngultrum rufiyaa bolivar bolivars bolivares lempira lempiras \
            quetzales gourdes dalasi ariary meticais leones colones manat lari laris somoni drams leva forint pula kyat afghani afghanis tenge toman tomans kwanza kwanzas pa'anga ouguiya cents pence",
    },
    Group {
        cues: Cues::CODE,
        words: "usd eur gbp jpy cny rmb inr rs rs. pkr lkr bdt tk tk. npr ngn ghs kes ksh kshs ugx tzs tsh ush sh sh. \
            shs zar rwf etb zmw mwk idr rp rp. myr rm php thb vnd krw sgd hkd twd aud nzd cad chf sek nok dkk aed sar \
            qar kwd bhd omr ils egp mad try rub uah pln huf czk brl mxn ars clp cop pen fjd pgk fcfa cfa xaf xof nis bt zwl ghc jd qr kd bd dh dhs tnd \
            dzd lyd iqd jod lbp syp yer mru sdg nad bwp mzn aoa cdf khr mmk mnt kzt uzs cfaf",
    },
    Group {
        cues: Cues::SIGN,
        words: "$ \u{20ac} \u{a3} \u{a5} \u{a2} \u{20a6} \u{20b9} \u{20b1} \u{20a9} \u{20bd} \u{e3f} \u{20ba} \u{20b4} \u{20ab} \u{20aa} \u{20b5} \u{20a8} \u{20b8} \u{20ad}",
    },
    Group {
        cues: Cues::UNIT,
        words: "% percent percentage km kms kilometre kilometres kilometer kilometers kph mile miles metre metres meter \
            meters centimetre centimetres centimeter centimeters cm mm foot feet inch inches yard yards acre acres hectare \
            hectares tonne tonnes ton tons kg kgs kilogram kilograms kilo kilos gram grams pounds litre litres liter \
            liters gallon gallons barrel barrels degree degrees watt watts kilowatt kilowatts megawatt megawatts gigawatt \
            gigawatts mw gw kwh mwh gwh twh megabyte megabytes gigabyte gigabytes terabyte terabytes gb mb tb hz mhz ghz \
            mph knot knots teu bpd",
    },
    Group {
        cues: Cues::NUMBER,
        words: "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty \
            seventy eighty ninety half quarter several",
    },
    Group {
        cues: Cues::BEFORE_DATE,
        words: "in since by until till from to during of between before after early late mid for through and last next \
            this year on around circa back between past year's",
    },
    Group {
        cues: Cues::OPENER,
        words: "spring summer autumn fall winter mid early late end q1 q2 q3 q4 h1 h2 fy tens hundreds thousands first second third \
            fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth \
            seventeenth eighteenth nineteenth twentieth",
    },
];

/// The words, by hash.
#[derive(Debug)]
pub struct CueWords {
    words: Hashed<Cues>,
}

impl Default for CueWords {
    fn default() -> Self {
        let mut words: Hashed<Cues> = Hashed::default();
        for group in GROUPS {
            for word in group.words.split_whitespace() {
                *words.entry(hash::word(word)).or_default() |= group.cues;
            }
        }
        Self { words }
    }
}

impl CueWords {
    /// What a token can be.
    pub fn of(&self, token: &Token) -> Cues {
        let known = self.words.get(&token.lower).copied().unwrap_or_default();
        match token.case {
            Case::Number => known | Cues::FIGURE,
            // Names of months and days have a capital; "march" and "may" without one are verbs.
            Case::Lower => {
                known - (Cues::MONTH | Cues::WEEKDAY | Cues::SHORT_WEEKDAY | Cues::DOUBTFUL)
            }
            _ => known,
        }
    }
}
