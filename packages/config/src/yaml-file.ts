import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { InvalidEnvironment } from './read-environment.ts';

/** The text of a file, and what it is called in problems. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export interface YamlFile {
  readonly document: Document.Parsed;
  /** Notes a problem at a place in the text. */
  readonly say: (offset: number | undefined, problem: string) => void;
  /** Throws `InvalidEnvironment` with every problem that was noted, each with the file's name and its line. */
  readonly refuseProblems: () => void;
}

/** Opens the text of a YAML or JSON file, and notes keys that stand there twice. Throws `InvalidEnvironment` when it is neither. */
export function openYaml({ name, text }: NamedText): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, version: '1.2' });
  const problems: string[] = [];
  const say = (offset: number | undefined, problem: string): void =>
    void problems.push(`${name}:${lines.linePos(offset ?? 0).line || 1}: ${problem}`);
  const refuseProblems = (): void => {
    if (problems.length > 0) throw new InvalidEnvironment(problems);
  };
  // What follows the first mistake is mostly its consequence.
  const [mistake] = document.errors;
  if (mistake) say(mistake.pos[0], `it is no YAML: ${mistake.message.split('\n')[0] ?? ''}`);
  refuseProblems();
  refuseTwice(document.contents, say);
  return { document, say, refuseProblems };
}

/** A key that stands there twice would be heard once, and nobody knows which. */
function refuseTwice(node: unknown, say: (offset: number | undefined, problem: string) => void): void {
  if (isSeq(node)) for (const item of node.items) refuseTwice(item, say);
  if (!isMap(node)) return;
  const seen = new Set<string>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (seen.has(name)) say(isScalar(key) ? key.range?.[0] : undefined, `${name} stands there twice.`);
    seen.add(name);
    refuseTwice(value, say);
  }
}
