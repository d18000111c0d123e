/** The words of a text: a list of names, where one would not fit on a line. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/)
