/** Lines of a table for a person: a heading, and columns as wide as what stands in them; numbers to the right. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = heading.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const isNumeric = heading.map(
    (_, at) => rows.length > 0 && rows.every((row) => /^\d*$/.test(row[at] ?? '')),
  );
  const line = (cells: readonly string[]) =>
    widths
      .map((width, at) =>
        isNumeric[at] ? (cells[at] ?? '').padStart(width) : (cells[at] ?? '').padEnd(width),
      )
      .join('  ')
      .trimEnd();
  return [line(heading), ...rows.map(line)];
}
