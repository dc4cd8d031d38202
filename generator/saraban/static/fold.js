/* What search compares, what it finds, and where in a text the find lies.

   Folding is the twin of saraban/thai/text.py and folding.py, where the rules and their sources are told;
   tests/thai/vectors.json holds both to the same answers. Knows no page: search.js draws. */
(() => {
  "use strict";

  const INVISIBLE = /[\u200b\u200c\u200d\u2060\ufeff]/g;
  const HARD_SPACE = /[\u00a0\u2007\u202f]/g;
  const TAKEN_APART = /\u0e4d([\u0e48-\u0e4b]*)\u0e32/g; // ํ and า, tone marks between them or not
  const RUN_OF_MARKS = /[\u0e31\u0e33-\u0e3a\u0e47-\u0e4c]{2,}/g;
  const TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c";
  const SARA_AM = "\u0e33";

  const MARKS = /[\u0e47-\u0e4c\u0300-\u036f]/g;
  const THAI_DIGIT = /[๐-๙]/g;
  const DASHES = /[\u2010-\u2015\u2212]/g;
  const SPACES = /[\s\x1c-\x1f\x85]+/g; // what Python and JavaScript together call white space
  const BEFORE_SIGN = /[\s\x1c-\x1f\x85]+(?=[ๆฯ])/g;

  /* The smallest parts of a text that can be folded one by one: white space, ๆ or ฯ with the space before it, เเ,
     or a character with all that stands on it. */
  const PART =
    /\s*[ๆฯ]+|\s+|เเ|[^](?:\u0e4d[\u0e48-\u0e4b]*\u0e32|[\u0300-\u036f\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u200b-\u200d\u2060\ufeff])*/gu;

  /** Vowels are typed first, tone marks after them, ำ last. */
  const typingRank = (mark) => (mark === SARA_AM ? 2 : Number(TONES.includes(mark)));

  /** The text as it should have been typed. */
  function normalise(text) {
    return text
      .replace(INVISIBLE, "")
      .replace(HARD_SPACE, " ")
      .replaceAll("เเ", "แ")
      .replace(TAKEN_APART, `$1${SARA_AM}`)
      .replace(RUN_OF_MARKS, (run) => [...run].sort((a, b) => typingRank(a) - typingRank(b)).join(""))
      .normalize("NFC");
  }

  /** The text without what people mistype or leave out. */
  function fold(text) {
    return normalise(text.replaceAll("ๅ", "า"))
      .toLowerCase()
      .normalize("NFD")
      .replace(MARKS, "")
      .replace(THAI_DIGIT, (digit) => String(digit.charCodeAt(0) - 0x0e50))
      .replace(DASHES, "-")
      .replace(BEFORE_SIGN, "")
      .replace(/[ๆฯ]+/g, "$& ")
      .replace(SPACES, " ")
      .replace(/^ | $/g, "");
  }

  const pieces = new Map(); // titles are made of few different parts, and a page may show thousands of titles

  function foldedPart(part) {
    if (!pieces.has(part)) pieces.set(part, fold(part) || (/^\s/.test(part) ? " " : ""));
    return pieces.get(part);
  }

  /** Where the folded `tokens` lie in the unfolded `text`: rising [start, end] pairs that never part a letter from
      the marks on it. */
  function spans(text, tokens) {
    const parts = [...text.matchAll(PART)].map((match) => match[0]);
    const owners = []; // for each character of the folded text, the part it came from
    const folded = parts
      .map((part, index) => {
        const piece = foldedPart(part);
        for (let count = 0; count < piece.length; count += 1) owners.push(index);
        return piece;
      })
      .join("");
    const marked = new Set();
    for (const token of tokens.filter(Boolean)) {
      for (let at = folded.indexOf(token); at >= 0; at = folded.indexOf(token, at + 1)) {
        for (let part = owners[at]; part <= owners[at + token.length - 1]; part += 1) marked.add(part);
      }
    }
    return joined(parts, marked);
  }

  /** Neighbouring marked parts as one [start, end] pair each. */
  function joined(parts, marked) {
    const pairs = [];
    let position = 0;
    parts.forEach((part, index) => {
      const last = pairs[pairs.length - 1];
      if (marked.has(index) && last && last[1] === position) last[1] += part.length;
      else if (marked.has(index)) pairs.push([position, position + part.length]);
      position += part.length;
    });
    return pairs;
  }

  const KINDS = ["dataset", "listing", "page", "table", "value", "field"]; // the first matter most
  const WORTH_CUTTING = 6; // letters of Thai without a space

  /** Whether the folded query begins the title, is part of it, has all its tokens in it, or not even that. */
  function rank({ f: title }, phrase, tokens) {
    if (title.startsWith(phrase)) return 0;
    if (title.includes(phrase)) return 1;
    return tokens.every((token) => title.includes(token)) ? 2 : 3;
  }

  function matching(entries, phrase, tokens) {
    return entries
      .filter(({ f, x }) => tokens.every((token) => f.includes(token) || x.includes(token)))
      .map((entry) => ({ entry, rank: rank(entry, phrase, tokens), kind: KINDS.indexOf(entry.k) }))
      .sort((a, b) => a.rank - b.rank || a.kind - b.kind)
      .map(({ entry }) => entry);
  }

  /** The words of a query that writes Thai without spaces, as the browser's dictionary cuts them. */
  function cut(query) {
    const segmenter = new Intl.Segmenter("th", { granularity: "word" });
    const words = (run) =>
      /^[ก-๛]/.test(run) && run.length >= WORTH_CUTTING
        ? [...segmenter.segment(run)].filter((part) => part.isWordLike).map((part) => part.segment)
        : [run];
    const runs = normalise(query).match(/[ก-๛]+|[^\sก-๛]+/g) ?? [];
    return runs.flatMap(words).flatMap((word) => fold(word).split(" ")).filter(Boolean);
  }

  /** The entries of the index that hold every token of the query; where there are none, every word of it. */
  function find(entries, query) {
    const phrase = fold(query);
    const tokens = phrase.split(" ");
    const found = matching(entries, phrase, tokens);
    const words = found.length || !Intl.Segmenter ? tokens : cut(query);
    if (words.length <= tokens.length) return { found, tokens, byWords: false };
    const foundByWords = matching(entries, phrase, words);
    return { found: foundByWords, tokens: words, byWords: foundByWords.length > 0 };
  }

  const loads = new Map();

  /** The entries of the index at an address, fetched once. */
  function entriesAt(address) {
    if (!loads.has(address)) {
      const loading = fetch(address).then(async (answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return (await answer.json()).entries;
      });
      loading.catch(() => loads.delete(address)); // the next key stroke tries again
      loads.set(address, loading);
    }
    return loads.get(address);
  }

  globalThis.saraban = { normalise, fold, spans, find, entriesAt, KINDS };
})();
