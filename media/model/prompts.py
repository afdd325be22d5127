"""Stand-ins for what people may send: prose, instructions, code, data, other scripts, noise. Sense is not needed, variety is."""
import json

WORDS = """time year people way day man thing woman life child world school state family student group country problem hand part
place case week company system program question work government number night point home water room mother area money story fact
month lot right study book eye job word business issue side kind head house service friend father power hour game line end member
law car city community name president team minute idea body information back parent face others level office door health person
art war history party result change morning reason research girl guy moment air teacher force education river garden bread cheese
mountain island bridge engine letter market music paper picture planet road season shadow silver spring stone summer winter table
train tree valley village window doctor lawyer farmer customer invoice report meeting project contract product email summary list
python javascript function server database user file error test class method value string array object table query index thread
good new first last long great little own other old right big high different small large next early young important few public bad
same able quiet bright cold green dark happy simple strange warm broken careful modern ancient detailed short formal friendly
be have do say get make go know take see come think look want give use find tell ask seem feel try leave call keep let begin help
show hear play run move live believe hold bring happen write provide sit stand lose pay meet include continue set learn lead
understand watch follow stop create speak read allow add spend grow open walk win offer remember love consider appear buy wait
serve die send expect build stay fall cut reach kill remain suggest raise pass sell require report decide pull explain describe
translate summarize compare classify extract rewrite correct improve plan draft review generate calculate convert
the a an of to in for on with at by from up about into over after and or but if because as until while not no so than too very
just also only even now then here there when where why how what which who this that these those some any each every all both""".split()
NAMES = "Anna Ben Chloe David Elena Farid Grace Hiro Ines Jonas Kofi Lena Maria Noah Olga Priya Sam Tariq Uma Victor Wei Yusuf Zoe".split()
LANGUAGES = "English French German Spanish Chinese Japanese Arabic Russian Portuguese Hindi Korean Italian".split()
FORMS = "poem story email letter summary essay plan list report joke recipe song speech review table function test script".split()
TASKS = ("Write a {a} {f} about {b} and {c}.", "Translate this text to {l}: {s}", "Summarize the following {f} in {n} sentences. {s}",
         "You are a {a} assistant. {s}", "Explain {b} to a {c}.", "What is the {a} {b} of {c}?", "Can you {b} my {f}?",
         "Please {b} the {c}, then {d} it.", "Give me {n} ideas for a {f} about {b}.", "Fix this {f}: {s}", "Who was {p}?", "Hello",
         "Hi, I am {p}. {s}", "List {n} {b} that {c} {d}.", "How do I {b} a {a} {c} in {l}?", "Q: {s}\nA:", "Act as {p}, a {a} {b}.",
         "Classify the sentiment: \"{s}\"", "Thanks!", "Continue: {s}", "Is {b} {a}?", "Let's think step by step. {s}", "{b}?", "{b} {c}")
ABOUT = ("What is {}?", "How do I reduce {}?", "Explain {}.", "Tell me about {}.", "Why does {} matter?", "{}", "{}?", "what about {}",
         "How should I measure {}?", "Explain {} to a new engineer in two paragraphs.", "Write a short note on {}.", "Our problem is {}.",
         "What affects {}?", "Give me three tips about {}.", "Is {} important for users?", "How does {} work?", "What should I know about {}?",
         "We are planning for {}. What should we watch?", "Describe {} in simple words.", "In an LLM service, what role does {} play?")
# Writing systems as ranges of code points.
SCRIPTS = ((0x4E00, 0x9FA5), (0x4E00, 0x6000), (0x3041, 0x30FA), (0xAC00, 0xD7A3), (0x0410, 0x044F), (0x0391, 0x03C9), (0x0620, 0x064A),
           (0x0905, 0x0939), (0x00C0, 0x00FF), (0x1F300, 0x1F64F), (0x0E01, 0x0E2E), (0x05D0, 0x05EA), (0x2190, 0x22FF))
CODE = {
    "python": ("def {a}_{b}({c}, {d}={n}):", "    for {a} in {b}.{c}({n}):", "        return {a}[{n}] + {b}", "import {a}", "from {a}.{b} import {c}",
               "    if {a} is None:", "class {A}({B}):", "    self.{a} = {b}  # {s}", "    print(f\"{a}: {{{b}}}\")", "@{a}.{b}", "    raise ValueError('{s}')"),
    "typescript": ("export function {a}{B}({c}: string): number {{", "  const {a} = await {b}.{c}({d});", "import {{ {A} }} from './{b}';", "}}",
                   "  return {a}?.{b} ?? {n};", "interface {A} {{", "  {a}: {B}[];", "// {s}", "  if ({a} !== {n}) throw new Error(`{b}`);", "}});"),
    "c": ("#include <{a}.h>", "int {a}_{b}(const char *{c}, size_t {d}) {{", "  for (int i = 0; i < {n}; i++) {{", "    {a}->{b} = {c}[i];", "}}",
          "  return {n};", "/* {s} */", "static void {a}(void);", "  printf(\"%d\\n\", {a});", "#define {A} {n}"),
    "rust": ("fn {a}_{b}(&self, {c}: &str) -> Result<{D}, {A}> {{", "    let mut {a} = {b}::{c}({n});", "    match {a} {{", "        Some({b}) => {c},", "}}",
             "use {a}::{b};", "impl {A} for {B} {{", "#[derive(Debug)]", "pub struct {A} {{ {b}: u64 }}"),
    "sql": ("SELECT {a}, {b} FROM {c}", "WHERE {a} = '{b}' AND {c} > {n}", "LEFT JOIN {a} ON {a}.id = {b}.{c}", "GROUP BY {a};", "CREATE TABLE {a} (id INT, {b} TEXT);"),
    "shell": ("$ {a} --{b}={n} | grep {c}", "cd /{a}/{b} && make {c}", "export {A}={b}", "# {s}", "if [ -f {a}.{b} ]; then", "fi"),
    "html": ("<div class=\"{a}-{b}\">{s}</div>", "<p>{s}</p>", "<a href=\"/{a}/{b}\">{c}</a>", "</div>", "<li>{a}</li>", ".{a} {{ margin: {n}px; }}"),
    "log": ("2026-0{n} 12:{n} INFO [{a}] {s}", "ERROR {a}.{b}: {s}", "    at {a}.{b} ({c}.js:{n})", "WARN {a}={n} {b}={n}", "[{n}] GET /{a}/{b} 200 {n}ms"),
    "markdown": ("# {A} {b}", "- {s}", "- [ ] {a} {b}", "| {a} | {b} | {n} |", "**{a}**: {s}", "```{a}", "```", "> {s}", "{n}. {s}"),
}


def fill(rng, template):
    """Fills a template with words, names, numbers and a sentence."""
    words = rng.choices(WORDS, k=4)
    values = dict(zip("abcd", words), **{w: v.capitalize() for w, v in zip("ABCD", words)})
    return template.format(n=rng.randrange(10 ** rng.randint(1, 5)), s=sentence(rng), p=rng.choice(NAMES), l=rng.choice(LANGUAGES),
                           f=rng.choice(FORMS), **values)


def about(rng, subject):
    """A prompt that asks for a subject by name."""
    text = rng.choice(ABOUT).format(subject)
    return text if rng.random() < 0.5 else text[0].upper() + text[1:]


def sentence(rng):
    words = rng.choices(WORDS, k=rng.randint(3, 16))
    if rng.random() < 0.3:
        words.insert(rng.randrange(len(words)), rng.choice(NAMES))
    return " ".join(words).capitalize() + rng.choice(".....?!,:")


def prose(rng):
    return " ".join(sentence(rng) for _ in range(rng.randint(1, 6)))


def task(rng):
    return fill(rng, rng.choice(TASKS))


def code(rng):
    lines = CODE[rng.choice(list(CODE))]
    return "\n".join(fill(rng, rng.choice(lines)) for _ in range(rng.randint(1, 14)))


def data(rng):
    rows = [{w: rng.choice((rng.randrange(9999), rng.random(), rng.choice(WORDS), True, None, [1, 2])) for w in rng.choices(WORDS, k=3)}
            for _ in range(rng.randint(1, 4))]
    return json.dumps(rows, indent=rng.choice((None, 2)))


def script(rng):
    low, high = rng.choice(SCRIPTS)
    text = "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 40)))
    return text + rng.choice(("", " ", "。", ".", "?", "，", "！"))


def noise(rng):
    low, high = rng.choice(((33, 126), (33, 64), (48, 57), (97, 122), (32, 126), (1, 255)))
    return "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 60)))


def repeated(rng):
    return (rng.choice((rng.choice(WORDS), noise(rng)[:4], sentence(rng))) + rng.choice((" ", "", "\n"))) * rng.randint(2, 30)


KINDS = (prose, prose, task, task, code, code, data, script, script, noise, repeated)
