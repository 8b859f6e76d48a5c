// Records what V8 says of patterns under several flags: `node record.mjs > verdicts.json`. `null` is a syntax error.

const texts = [
  "", "a", "b", "c", "ab", "ba", "aa", "abc", "aab", "abab", "aaa", "aaaa", "bbb", "cab", "xab", "a-b", "a--b", "-a", "a b", " a", "a ",
  "A", "AB", "_", "a_b", "0", "7", "12", "2024-05", "1234", "\n", "a\n", "\na", "a\nb", "\r\n", "\u2028", "\t", "\u00a0", "\ufeff", "\v",
  "\0", "\x01", "\x07", "\b", "\\", "/", "^", "$", "*", "{", "}", "[", "]", "{1}", "a{1", "a{,3}", "{old_id}", "con-{old_id}-x", "k", "K", "s", "S",
  "u", "uu", "8", "9", "89", "c0", "\\c", "p{L}", "pL", "\x1f", "\x1a", "C", "B", "é", "É", "ß", "ſ", "\u212a", "Ω", "αβ", "Ab", "Éa", "ⅷ", "א",
  "߿", "ࠀ", "\ud7ff", "\ue000", "\uffff", "😀", "😎", "😀😀", "a😀", "😀a", "a😀b", "𝒳", "\u{10000}", "\u{10ffff}", "u{1F600}", "uuu",
];

const patterns = [
  "", "a", "^$", "^a$", "^a|b$", "a||b", "()", "(?:)", "[]", "[^]", "^[^]$", "^.$", "^..$", "^...$", ".\n?$", "^\\s$", "^\\S$", "^\\S+$", "^\\d$", "^\\D$", "^\\w$",
  "^\\W$", "^\\W\\W$", "^[\\w]$", "^[^\\w]$", "^[\\W\\d]$", "^[\\s\\S]$", "^[^\\s\\S]$", "\\ba", "a\\b", "\\Ba", "a\\B", "^\\b$", "^\\B$", "\\b", "\\B", "\\B.\\B",
  "a*", "^a*$", "^a+$", "^a?$", "^a{2}$", "^a{2,}$", "^a{2,3}$", "^a{0}$", "^a{0,}$", "^a*?$", "^a+?b", "^a{1,2}?$", "^(a|b)*$", "^(?:ab)+$", "^(a*)*$", "^(a?)+$",
  "^(?:){3}$", "a{1", "a{,3}", "^a{,3}$", "{", "}", "]", "^{$", "^}$", "^]$", "{1}", "a{1}{2}", "a**", "*", "+a", "?", "a{2,1}", "{old_id}", "^(?:[a-z-]|{old_id})*$",
  "(", ")", "(?", "(?:", "a)", "[", "[a", "[b-a]", "[a-]", "^[a-]$", "^[-a]$", "^[a\\-z]$", "^[a-c-e]$", "[\\d-x]", "^[\\d-x]$", "^[a-\\d]$", "^[--0]$", "[]a]", "[^]a]", "[\\]]",
  "^[^a]$", "^[^ab]b$", "^[.]$", "^[*$^]$", "^[/\\\\]$", "/", "\\/", "^\\\\$", "^\\$$", "^\\^$", "^\\-$", "^\\_$", "^\\a$", "^\\é$", "^\\😀$", "\\", "^[\\b]$", "^\\x41$", "^\\x4$",
  "^\\xg$", "^[\\x41-\\x43]$", "^\\u0041$", "^\\u004$", "^\\u$", "^\\u{41}$", "^\\u{1F600}$", "^\\u{1F600}{2}$", "^\\u{3}$", "\\u{110000}", "\\u{}", "^[\\u{61}-\\u{63}]$",
  "^\\0$", "^\\1$", "^\\7$", "^\\07$", "^\\8$", "^\\9$", "^\\8\\9$", "^\\101$", "^\\377$", "^\\400$", "^[\\101]$", "^[\\1]$", "^[\\8]$", "^\\cA$", "^\\ca$", "^\\c$", "^\\c0$", "^\\cé$", "^[\\cA]$", "^[\\cA-\\cZ]$", "^[\\c9]$", "^[\\ca-c]$",
  "^[\\c]$", "^[\\c0]$", "^[\\c_]$", "^[\\c*]$", "^\\cZ$", "^\\k$", "\\k<a>", "^\\t$", "^\\n$", "^\\v$", "^\\f$", "^\\r\\n$", "^\\p$", "^\\pL$", "^\\p{L}$", "^\\P{L}$", "^\\p{Lu}$", "^[\\p{L}\\d]$", "^[^\\p{L}]$",
  "\\p{Nope}", "^\\p{Script=Greek}+$", "^\\p{sc=Grek}+$", "^\\p{scx=Hebr}$", "^\\p{Alphabetic}+$", "^\\p{ASCII}$", "^\\p{Any}$", "^\\p{Assigned}$", "^\\p{Emoji}$", "^\\p{Uppercase}\\p{Lowercase}$", "^\\p{gc=Nl}$",
  "^\\p{Cs}$", "^\\p{White_Space}$", "^\\p{ID_Start}\\p{ID_Continue}*$", "😀", "^😀$", "^😀+$", "^😀{2}$", "^[😀]$", "^[😀😎]$", "^[😀-😎]$", "^[^😀]$", "^[^😀]..$", "\\ud83d", "\\ude00", "^\\ud83d\\ude00$", "^\\ud83d.$",
  "^[\\ud83d][\\ude00]$", "^[\\ud83d\\ude00]$", "^[\\ud800-\\udfff]+$", "^[\\ud800-\\udbff][\\udc00-\\udfff]$", "(?<=\\ud83d)\\ude00", "(?<!\\ud83d)\\ude00", "(?<=\\ud83d)", "\\ude00$", "^[\\u{10000}-\\u{10FFFF}]$",
  "(?=a)", "^(?=a)$", "^(?=ab)a", "^(?!a)", "^(?!a).", "^(?!ab)a", "^(?!.*--).*$", "(?=.*a)(?=.*b)", "^(?=.*a)(?!.*c).*$", "a(?=b)", "a(?!b)", "a(?=$)", "a(?!$)", "(?=a)*", "(?!a)+b", "(?=a){2}ab", "(?=a|)b",
  "(?=(a))\\1", "(?<=a)b", "(?<!a)b", "(?<=^a)b", "(?<!^a)b", "(?<=a*)b", "(?<=(?:ab)+)$", "(?<=a|b)(?=b|c)", "(?<=a)*", "(?<=a(?=b))b", "(?<=(?<!a)b)", "(?<=(?!ab)..)$", "(?<=\\b.)b", "(?<=[^\\n])$", "(?!(?!a))",
  "^(?:(?!ab).)*$", "^(?:(?=a)a|(?!a).)*$", "^(?:(?<!a)b|a)*$", "^(?:a(?!b)|b)*$", "(?:(?<=a)b|(?<=b)a|^.){3}", "^(?:(?=.*b)a|b(?!a))*$", "(?<a>a)", "(?<a>a)(?<b>b)", "(?<a>a)(?<a>b)", "(?<a>a)\\k<a>", "(?<1>a)", "(?<é>a)",
  "(a)\\1", "\\1(a)", "(?:a)\\2", "^a$|^b$", "$a", "a^", "$^", "^^a$$", "(?:^|-)a", "b(?:$|-)", "$|a\\n", "(?<$>a)", "a(?#x)", "(?>a)", "(?=a", "(?<a", "x{99999999999}",
];

// Random ones, the same on each run.
const written = patterns.length;
let seed = 2463534242;
const random = (below) => {
  seed ^= seed << 13; seed ^= seed >>> 17; seed ^= seed << 5;
  return (seed >>> 0) % below;
};
const pick = (from) => from[random(from.length)];
const node = (depth) => {
  if (depth === 0) return pick(["a", "b", "-", ".", "[ab]", "[^a]", "\\w", "\\W", "^", "$", "\\b", "\\B", "é", "😀", "", "\\n", "\\s", "[^😀]"]);
  const inner = () => node(depth - 1);
  switch (random(8)) {
    case 0: case 1: case 2: return inner() + inner();
    case 3: return `(?:${inner()}|${inner()})`;
    case 4: return pick(["(?=", "(?!", "(?<=", "(?<!"]) + inner() + ")";
    case 5: return `(?:${inner()})${pick(["*", "+", "?", "{2}", "{0,2}", "*?"])}`;
    case 6: return pick(["(?=", "(?!", "(?<=", "(?<!"]) + inner() + ")" + inner();
    default: return inner();
  }
};
for (let i = 0; i < 500; i++) patterns.push(node(3 + random(3)));

// Each verdict a bit, the first text's the highest of the first digit.
const verdict = (pattern, flags) => {
  let regexp;
  try {
    regexp = new RegExp(pattern, flags);
  } catch {
    return null;
  }
  const bits = texts.map((text) => (regexp.test(text) ? "1" : "0")).join("");
  return bits.replace(/.{1,4}/g, (four) => parseInt(four.padEnd(4, "0"), 2).toString(16));
};
const row = (pattern, index) => {
  const flags = index < written ? ["", "u", "i", "iu", "ms", "msu"] : ["", "u"];
  return { pattern, verdicts: Object.fromEntries(flags.map((flags) => [flags, verdict(pattern, flags)])) };
};
const lines = patterns.map((pattern, index) => "  " + JSON.stringify(row(pattern, index)));
console.log(`{"v8": ${JSON.stringify(process.versions.v8)},\n"texts": ${JSON.stringify(texts)},\n"patterns": [\n${lines.join(",\n")}\n]}`);
