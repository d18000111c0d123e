import { describe, expect, test } from '@jest/globals'
import { inputOf } from './input.ts'
import { render } from './render.ts'
import { util } from './util.ts'
import { TemplateError, type Value } from './values.ts'

const noParameters = () => ({ path: new Map(), querystring: new Map(), header: new Map() })
function renderBody(template: string, body: string, more: Readonly<Record<string, Value>> = {}): string {
  const variables: Readonly<Record<string, Value>> = { input: inputOf(body, noParameters), util, ...more }
  return render(template, (name) => variables[name])
}

const print = '#set($result = $input.path("$.json"))$result'
const nested = `${print}.nested`
const first = `${print}[0]`
const facts = (path: string) =>
  `#set($result = $input.path("${path}")){"body": $result, "nested": $result.nested, "isNull": #if( $result == $null )"true"#else"false"#end, "isEmptyString": #if( $result == "" )"true"#else"false"#end}`

/** Recorded from AWS: test_apigateway_common.py::test_input_path_template_formatting. */
const formatting: readonly (readonly [string, string, object, string])[] = [
  ['dict-response', print, { json: { foo: 'bar' } }, '{foo=bar}'],
  ['json-list', print, { json: [{ foo: 'bar' }] }, '[{"foo":"bar"}]'],
  ['nested-dict', nested, { json: { nested: { foo: 'bar' } } }, '{foo=bar}'],
  ['nested-list', nested, { json: { nested: [{ foo: 'bar' }] } }, '[{"foo":"bar"}]'],
  ['dict-in-list', first, { json: [{ foo: 'bar' }] }, '{foo=bar}'],
  ['list-with-nested-list', first, { json: [[{ foo: 'bar' }]] }, '[{"foo":"bar"}]'],
  ['dict-with-nested-list', print, { json: { foo: [{ nested: 'bar' }] } }, '{foo=[{"nested":"bar"}]}'],
  [
    'bigger-dict',
    print,
    { json: { bigger: 'dict', to: 'test', with: 'separators' } },
    '{bigger=dict, to=test, with=separators}',
  ],
  ['to-string', `${print}.toString()`, { json: { foo: 'bar' } }, '{foo=bar}'],
  ['list-to-string', `${print}.toString()`, { json: { list: [{ foo: 'bar' }] } }, '{list=[{"foo":"bar"}]}'],
  [
    'empty-body',
    facts('$.nonExisting'),
    {},
    '{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}',
  ],
  [
    'nested-empty-list',
    facts('$.json.listValue'),
    { json: { listValue: [] } },
    '{"body": [], "nested": , "isNull": "false", "isEmptyString": "false"}',
  ],
  [
    'nested-null-list',
    facts('$.json.listValue'),
    { json: { listValue: null } },
    '{"body": , "nested": , "isNull": "true", "isEmptyString": "true"}',
  ],
]

describe('$input prints as AWS recorded it', () => {
  test.each(formatting)('%s', (_name, template, body, expected) => {
    expect(renderBody(template, JSON.stringify(body))).toBe(expected)
  })

  /** Recorded from AWS: test_apigateway_common.py::test_input_body_formatting. */
  test.each([
    ['#set($result = $input.body)$result', '', '{}'],
    [
      'Action=SendMessage&MessageBody=$input.body',
      '{"some": "value"}',
      'Action=SendMessage&MessageBody={"some": "value"}',
    ],
    ['#set($result = $input.body.testAccess)$result', '{"some": "value"}', ''],
    [
      'EncodedBody=$util.urlEncode($input.body)&EncodedBodyAccess=$util.urlEncode($input.body.testAccess)',
      '{"some": "value"}',
      'EncodedBody=%7B%22some%22%3A+%22value%22%7D&EncodedBodyAccess=',
    ],
    ['EncodedBody=$util.urlEncode($input.body)', '', 'EncodedBody=%7B%7D'],
    ['$util.urlEncode($input.body)', 'some raw data', 'some+raw+data'],
  ])('%s of %j', (template, body, expected) => {
    expect(renderBody(template, body)).toBe(expected)
  })
})

describe('the language', () => {
  test.each([
    ['#foreach($e in $input.path("$.a"))$e.n#if($foreach.hasNext),#end#end', '1,2,3'],
    ['#foreach($e in $input.path("$.m").entrySet())$e.key=$e.value;#end', 'k=v;l=w;'],
    ['#foreach($e in $input.path("$.m").entrySet())$e.getKey()=$e.getValue();#end', 'k=v;l=w;'],
    ['#foreach($i in [7..9])$i#if($foreach.hasNext()),#end#end', '7,8,9'],
    [
      '#foreach($i in [7..8])$foreach.getCount()$foreach.getIndex()$foreach.isFirst()$foreach.isLast()#end',
      '10truefalse21falsetrue',
    ],
    ['#set($m = {"n": $none, "b": true})$m', '{n=null, b=true}'],
    ['#set($l = ["a", $none])$l', '[a, null]'],
    ['#set($l = [])#set($s = "")#if($l.empty && $s.empty)none#end', 'none'],
    ['#set($m = {"empty": "mine"})$m.empty', 'mine'],
    [
      '#set($s = "a,b,c,,")$s.split(",", 2) $s.split(",") $s.split(",", -1)',
      '[a, b,c,,] [a, b, c] [a, b, c, , ]',
    ],
    [
      '#set($s = ",")$s.split(",").size()|#set($s = "")$s.split(",").size()|#set($s = "abc")$s.split("")',
      '0|1|[a, b, c]',
    ],
    ['#set($s = "a1b2")$s.split("(\\d)")', '[a, b]'],
    [
      '#set($s = "Hello")$s.codePointAt(0) $s.subSequence(0, 2) $s.contentEquals("Hello") $s.compareToIgnoreCase("hELLO") $s.hashCode()',
      '72 He true 0 69609650',
    ],
    [
      '#set($s = "")#set($l = ["a", $none, "b"])$s.join("-", $l) $s.join("-", "x", "y") $s.join("-") $s.valueOf(7)',
      'a-null-b x-y  7',
    ],
    [
      '#set($l = [1, 2, 3])$l.containsAll([1, 2]) $l.containsAll([1, 4]) $l.removeAll([2, 9]) $l.retainAll([1]) $l.retainAll([1]) $l',
      'true false true true false [1]',
    ],
    ['#set($l = [1])$!l.containsAll("x")$!l.removeAll("x")$!l.retainAll("x")$!l.retainAll()$l', '[1]'],
    ['#set($m = {"a": 1})$m.putIfAbsent("a", 2) $!m.putIfAbsent("b", 3) $m', '1  {a=1, b=3}'],
    ['#set($n = 2)$n.floatValue()', '2.0'],
    ['#set($s = "abcb")$s.startsWith("b", 1) $s.lastIndexOf("b", 2) $s.lastIndexOf("b")', 'true 1 3'],
    ['#set($l = ["a", "b", "a"])$l.lastIndexOf("a")', '2'],
    ['#set($x = 7 / 2)$x|#set($x = 7 / 2.0)$x|#set($x = 4.0 / 2)$x|#set($x = 1.5 + 1.5)$x', '3|3.5|2.0|3.0'],
    ['#set($x = 2.0)#if($x == 2 && $x < 3)same#end $x.intValue() $x.toString()', 'same 2 2.0'],
    ['#set($x = 2.0)$x.equals($x) $x.equals(2) #if($x == "2.0")text#end', 'true false text'],
    ['#set($x = 1)[$!x.compareTo("2")] $x.compareTo(2.0)', '[] -1'],
    ['#set($s = "abc")$s.substring(1.0) $s.charAt(1.0)', 'bc b'],
    ['#set($x = 1e21)$x|#set($x = 12000000.0)$x|#set($x = -0.0)$x', '1.0E21|1.2E7|-0.0'],
    ['#set($D = 0.0)#set($x = $D.parseDouble("6.0") / 4)$x|#set($l = [1.0])$l', '1.5|[1.0]'],
    ['$input.path("$.m").entrySet()', '[k=v, l=w]'],
    ['#foreach($k in $input.path("$.m").keySet())$k#end', 'kl'],
    ['#set($i = 7)#set($i = $i / 2)$i $missing.more.still()', '3 '],
    ['#if($input.path("$.no"))yes#elseif(1 == "1")one#{else}no#end', 'one'],
    ['#set($m = {"a": [1, "b"]})$m $m.get("a").size() $m.a[1].toUpperCase()', '{a=[1, b]} 2 B'],
    ['#set($s = "x$input.path(\'$.m.k\')y")$s.replaceAll("[xy]", "<$0>") $s.length()', '<x>v<y> 3'],
    ['#macro(twice $x)$x$x#end#twice("ab")', 'abab'],
    [
      '#foreach($i in [1..2])#foreach($j in [1..2])$foreach.parent.index$foreach.topmost.count$foreach.index #end#end',
      '010 011 120 121 ',
    ],
    ['#set($t = 1 == 1)#set($n = 1)$t.equals(true) $n.equals(1) $n.equals(2)', 'true true false'],
    ['#set($s = "abc")$s.substring(3)$s.substring(1, 2)', 'b'],
    ['#define($hello)hi $name#end#set($name = "you")$hello', 'hi you'],
    ['#foreach($i in [1..5])#if($i == 3)#break#end$i#end after', '12 after'],
    ['#set($Integer = 0)#set($n = $Integer.parseInt("41") + 1)$n', '42'],
    ['#set($Long = 100000000000000)$Long.parseLong("41")', '41'],
    [
      '#set($l = [])#foreach($e in $input.path("$.a"))#set($x = $l.add($e.n))#end$input.path("$..n.sum()") $l',
      '6.0 [1, 2, 3]',
    ],
    [`$util.escapeJavaScript("it's \${q}")`, "it\\'s "],
    ['$util.escapeJavaScript("a/한\u007f")', 'a\\/\\uD55C\u007f'],
    ['$util.urlDecode("a+b%20%ED%95%9C%FF")', 'a b 한\ufffd'],
    ['$util.base64Decode($util.base64Encode("한글"))', '한글'],
    ['$util.parseJson("{}").x.y|$input.json("$.m")|$input.json("$.none")', '|{"k":"v","l":"w"}|""'],
    ['a ## comment\nb #* block *#c', 'a b c'],
    [`${'url(#grad(x)) '.repeat(120)}#if(true)ok#end`, `${'url(#grad(x)) '.repeat(120)}ok`],
  ])('%s', (template, expected) => {
    const body = JSON.stringify({ a: [{ n: 1 }, { n: 2 }, { n: 3 }], m: { k: 'v', l: 'w' } })
    expect(renderBody(template, body)).toBe(expected)
  })

  /** As Velocity 1.7 does when it is run. */
  test.each([
    ['[$s.compareTo("c")][$s.compareTo("abc")]', '[-2][-2]'],
    ['$l[-1]$l[0]#set($l[-1] = "z")$l', 'ba["a","z"]'],
    ['[$l.get("0")][$l["size"]]', '[][]'],
    ['$s.class.name $l.getClass().simpleName $s.class', 'java.lang.String JSONArray class java.lang.String'],
    [
      '#foreach($v in [1, 1.0, 3000000000, true, {}, []])$v.class.simpleName #end',
      'Integer Double Long Boolean LinkedHashMap ArrayList ',
    ],
    ['#if("x")a#end#if($s + 1)b#end#if([1])c#end#if(!"x")d#end#if(1 || $s)e#end#if($l.size())f#end', 'def'],
    ['#define($r)#if($n < 3)$n#set($n = $n + 1)$r#end#end#set($n = 0)$r', '01$r'],
    ['#macro(m $x)\n<$x>\n#end\n#m(1)\nafter', '<1>\nafter'],
    ['#foreach($i in [1..2])$velocityCount$velocityHasNext#end', '1true2false'],
    ['#set($x = "\\u0041")#set($y = .5)#set($z = 5.)$x $y $z', 'A 0.5 5.0'],
    ['#set($x = "$")#set($y = "$s#")$x$y', '$a#'],
    ['#if($s)1#elsenull#end', '1#elsenull'],
    ['#{if}($s)1#{else}null#{end}0 #endx #stopit', '10 #endx #stopit'],
  ])('%s', (template, expected) => {
    const set = '#set($s = $input.path("$.s"))#set($l = $input.path("$.l"))'
    expect(renderBody(set + template, '{"s":"a","l":["a","b"]}')).toBe(expected)
  })

  test.each(['$input.path("$.l")', '$input.path("$")', '$util.parseJson($input.body).l'])(
    'a list out of JSON prints slashes with a backslash: %s',
    (template) => {
      expect(renderBody(template, '{"l":["a/b",{"c/d":"e/"}]}')).toContain('["a\\/b",{"c\\/d":"e\\/"}]')
    },
  )

  test('$input.json prints slashes as they are', () => {
    expect(renderBody('$input.json("$.l")', '{"l":["a/b",{"c/d":"e/"}]}')).toBe('["a/b",{"c/d":"e/"}]')
  })

  test('in the last round that a loop may have there is a next one, if the list has one', () => {
    const template = (last: number) => `#foreach($i in [1..${last}])#if($foreach.hasNext),#end#end`
    expect(renderBody(template(1000), '')).toHaveLength(999)
    expect(renderBody(template(1001), '')).toHaveLength(1000)
  })

  /** The console's own template as people saw it rendered: public logs 22315992745, 10494123538. */
  test('#set takes the blanks before it with it, unless something else stands before these', () => {
    const template = `{
#foreach($type in ["path", "header"])
    #set($params = {"a": "1", "b": "2"})
"$type" : {
    #foreach($name in $params.keySet())
    "$name" : "$params.get($name)"
        #if($foreach.hasNext),#end
    #end
}
    #if($foreach.hasNext),#end
#end
}`
    const params = '{\n        "a" : "1"\n        ,        "b" : "2"\n            }\n    '
    expect(renderBody(template, '')).toBe(`{\n"path" : ${params},"header" : ${params}}`)
    expect(renderBody('a #set($x = 1)b\n #set($x = 2)#if(true) #set($x = 3)$x#end', '')).toBe('a b\n 3')
  })

  /** As Velocity 1.7 and Jayway 2.10 do when they are run. */
  test.each([
    ['#if($a == $b)same#end$a.equals($b) #if($a > $b)more#end', 'false more'],
    [
      '#set($x = $a + 1)$x|#set($x = $a * 1)$x|#set($x = $a / 10)$x|#set($x = $a % 10)$x',
      '9007199254740994|9007199254740993|900719925474099|3',
    ],
    ['#set($x = 1000000 * 1000000 * 1000000 * 1000000)$x', '1000000000000000000000000'],
    ['$input.path("$.l[?(@.id == 9007199254740993)]").size()', '1'],
    ['#foreach($i in [1..$d])$i#end', '12'],
    ['#set($Long = 0)$Long.parseLong("9007199254740993")', '9007199254740993'],
  ])('%s keeps every digit of whole numbers', (template, expected) => {
    const body =
      '{"a":9007199254740993,"b":9007199254740992,"d":2.0,"l":[{"id":9007199254740993},{"id":9007199254740992}]}'
    const set = '#set($a = $input.path("$.a"))#set($b = $input.path("$.b"))#set($d = $input.path("$.d"))'
    expect(renderBody(set + template, body)).toBe(expected)
  })

  /** Public logs 23353885826 and 46335453734: templates that people deploy. */
  test.each([
    '#set($root = $input.path("$"))#set($root.id = "7")$input.json("$")',
    '#set($root = $input.path("$"))#set($x = $root.put("id", "7"))$input.json("$")',
  ])('%s shows what was put into the body', (template) => {
    expect(renderBody(template, '{"a":1}')).toBe('{"a":1,"id":"7"}')
  })

  test('a missing body is an empty object to $input.json', () => {
    expect(renderBody("$input.json('$')", '')).toBe('{}')
  })
})

describe('text stays text', () => {
  test.each([
    'price: $5.00 (net) $ $. #fff #123 # color:#foo(a b) 100% \\n',
    '{"a": "b"}(c) [d] <a href="#top">',
    '$x.y()(a)'.replace('$x', '$5'),
  ])('%s', (template) => {
    expect(renderBody(template, '')).toBe(template)
  })

  test.each([
    ['\\\\#set($x = 1)$x', '\\\\1'],
    ['a #[[ $raw #end ]]# b', 'a  $raw #end  b'],
    ['\\$input.body \\#if', '$input.body #if'],
    ['\\\\$input.body \\\\\\$input.body', '\\{} \\$input.body'],
    ['\\\\#if(true)x\\#end\\\\\\#end#end \\#foo \\\\#foo', '\\x#end\\#end \\#foo \\\\#foo'],
    ['$input.body.', '{}.'],
    ['$!{input.body}x $' + '{input.body}(y)', '{}x {}(y)'],
    ['#if(true)\nyes\n#else\nno\n#end\ndone', 'yes\ndone'],
    ['#set($a = 1)\n$a', '1'],
    ['a#stop b', 'a'],
    ['#unknown("x")', '#unknown("x")'],
    ['#macro(m $b)<$b>$!bodyContent#end#m({"k": [1..3]}) #@m(2)body#end', '<{k=[1, 2, 3]}> <2>body'],
    ['#set($s = \'it\'\'s $x\')$s|#set($d = "a ""b""")$d', 'it\'s $x|a "b"'],
  ])('%s', (template, expected) => {
    expect(renderBody(template, '')).toBe(expected)
  })
})

describe('a template is bounded', () => {
  test('a loop goes round 1,000 times at most, as on AWS', () => {
    expect(renderBody('#foreach($i in [1..5000])x#end', '')).toHaveLength(1000)
  })

  test.each([
    ['loops in loops', '#foreach($i in [1..1000])#foreach($j in [1..1000])#set($x = 1)#end#end'],
    [
      'lists that hold lists, many times over',
      '#set($l = ["ab"])#foreach($i in [1..19])#set($l = [$l, $l])#end#set($m = [])#foreach($i in [1..400])#set($x = $m.add($l))#end$m',
    ],
    ['a text that doubles', '#set($s = "xx")#foreach($i in [1..60])#set($s = "$s$s")#end$s'],
    [
      'a text that is encoded over and over',
      '#set($s = "abc")#foreach($i in [1..54])#set($s = $util.base64Encode($s))#end$s.length()',
    ],
    ['loops without anything in them', '#foreach($i in [1..1000])#foreach($j in [1..1000])#end#end'],
    [
      'steps that are long',
      '#set($s = "x")#foreach($i in [1..23])#set($s = "$s$s")#end#foreach($i in [1..1000])#foreach($j in [1..60])#set($n = $s.toUpperCase().toLowerCase().length())#end#end',
    ],
    ['a number that squares itself', '#set($x = 9)#foreach($i in [1..24])#set($x = $x * $x)#end$x'],
    [
      'a text of very many digits that is to be a number',
      `#set($x = 0)$x.parseLong("${'9'.repeat(200_000)}")`,
    ],
    [
      'a search for a large thing among many that are as large',
      '#set($s = "ab")#foreach($i in [1..16])#set($s = "$s$s")#end#set($l = [{"k": "1$s"}])#foreach($i in [1..17])#set($x = $l.addAll($l))#end$l.contains({"k": "2$s"})',
    ],
    [
      'a search for a long text among many that are as long',
      '#set($s = "ab")#foreach($i in [1..16])#set($s = "$s$s")#end#set($l = ["1$s"])#foreach($i in [1..13])#set($x = $l.addAll($l))#end$l.contains("2$s")',
    ],
    [
      'a search for many large things among as many',
      '#set($s = "ab")#foreach($i in [1..13])#set($s = "$s$s")#end#set($l = [{"k": "1$s"}])#set($m = [{"k": "2$s"}])#foreach($i in [1..6])#set($x = $l.addAll($l))#set($x = $m.addAll($m))#end$l.removeAll($m)',
    ],
    [
      'a search for many things among many',
      '#set($l = [1, 2])#foreach($i in [1..17])#set($x = $l.addAll($l))#end$l.removeAll($l.subList(0, 1000))',
    ],
    ['a character that a text has not', '#set($s = "abc")$s.codePointAt(3)'],
    ['a number among texts that are joined', '#set($s = "")$s.join("-", ["a", 1])'],
    ['a list in itself', '#set($l = [1])#set($x = $l.add($l))$l'],
    ['a macro that calls itself', '#macro(m)#m()#end#m()'],
    ['a long range', '#set($r = [1..100000000])'],
    ['an #end too many', 'a #end'],
    ['an #if without an end', '#if(true)a'],
    ['a comment without an end', '#* a'],
    ['brackets without end', `#set($x = ${'('.repeat(50_000)}1${')'.repeat(50_000)})$x`],
    ['a text that is no template', '#if($x'],
    ['a text cut beyond its end', '#set($s = "abc")$s.substring(5)'],
    ['an item that a list has not', '#set($l = [1])$l.get(9)'],
    ['an item that a list has not, by brackets', '#set($l = [1])$l[1]'],
    ['an item that a list has not, to be set', '#set($l = [1])#set($l[1] = 2)'],
    ['a minus without a blank', '#set($n = 3)#set($n = $n -1)'],
    ['a list without commas', '#set($l = [1 2])'],
    ['a sum in a call', '$input.body.substring(1 + 1)'],
    ['a $ with nothing behind it', 'a $'],
    ['a # with nothing behind it', 'a #'],
    ['an #if without a bracket', '#if true'],
    ['a call of no macro that could be none', '#foo(a b!)'],
    ['a number that is none', '#set($Integer = 0)$Integer.parseInt("x")'],
    ['a script in a path', '$input.path("$.a[?(process.exit())]")'],
  ])('%s is an error', (_name, template) => {
    expect(() => renderBody(template, '{"a":[1]}')).toThrow(TemplateError)
  })

  test('a body with a number of more than 1,000 digits is no JSON to a template', () => {
    const body = (digits: number) => `{"n":${'9'.repeat(digits)}}`
    expect(renderBody('$input.json("$")', body(1000))).toBe(body(1000))
    expect(renderBody('$input.json("$")', body(1001))).toBe('""')
  })

  /** How long a template of so many bytes takes to read; an error is an answer too. */
  function timeToRead(part: string, bytes: number): number {
    const template = part.repeat(Math.floor(bytes / part.length))
    const started = performance.now()
    try {
      renderBody(template, '')
    } catch (error) {
      expect(error).toBeInstanceOf(TemplateError)
    }
    return performance.now() - started
  }

  /** One character after the other, however the text is made: a quadratic reader takes a hundred times as long. */
  test.each([
    '$a ',
    '#a ',
    '$',
    '#',
    '#a(',
    '#a("',
    '{"a": ',
    '[',
    '!',
    '#if(',
    '#if($a)',
    '#[[',
    '#*',
    '"',
    '$a.b(',
    '\\\\',
    '#set($x = 1)',
  ])('ten times as many of %j take about ten times as long to read', (part) => {
    const timesOf = (bytes: number) => [1, 2, 3].map(() => timeToRead(part, bytes))
    const small = Math.max(2, ...timesOf(30_000)) // what takes less is lost in what else the machine does
    const large = Math.min(...timesOf(300_000))
    expect(large / small).toBeLessThan(40)
  })

  test.each([
    '$x.constructor',
    '$x.__proto__',
    '$x.constructor.constructor("return process")',
    '$util.constructor',
    '$s.constructor',
  ])('%s reaches nothing of the host', (template) => {
    expect(renderBody(template, '', { x: new Map(), s: 'text' })).toBe('')
  })
})
