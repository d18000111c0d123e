/** Where a word that is longer than a line may be broken: after a sign that divides, as in ARNs and addresses. */
function breakWord(word: string, width: number): readonly string[] {
  if (word.length <= width) return [word]
  const head = word.slice(0, width)
  const at = Math.max(...['/', ':', ',', '.'].map((sign) => head.lastIndexOf(sign))) + 1
  const length = at > width / 2 ? at : width
  return [word.slice(0, length), ...breakWord(word.slice(length), width)]
}

/** Breaks a text into lines of at most `width` characters, at spaces; a longer word is broken at its own signs. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(' ').flatMap((word) => breakWord(word, width))) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    return [...lines, line]
  })
}
