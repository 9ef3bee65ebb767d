import type { Declaration } from './read-manifest.ts';
import { nameIn } from './values.ts';

/** What has no tags of its own, a tag, or text. Anything that is none of them is passed over. */
const TOKEN =
  /<!--.*?(?:-->|$)|<!\[CDATA\[(?<data>.*?)(?:\]\]>|$)|<[?!][^<>]*>|<(?<end>\/?)(?<tag>[\w.:-]+)[^<>]*?(?<empty>\/?)>|(?<text>[^<]+)/gs;

const MODULE = /^project\/(?:profiles\/profile\/)?modules\/module$/;

/**
 * `pom.xml`: the artifactId of the project itself, not of its parent or its dependencies, and its modules. Two elements of
 * a known place are wanted, and entities are not to be resolved: tags are followed, and no XML is checked.
 */
export function readPom(text: string): Declaration | null {
  let name: string | null = null;
  const members: string[] = [];
  const open: string[] = [];
  let content = '';
  for (const { groups = {} } of text.matchAll(TOKEN)) {
    const { tag, end, empty } = groups;
    if (tag === undefined) {
      content += groups.data ?? groups.text ?? '';
      continue;
    }
    if (empty) continue;
    if (!end) {
      open.push(tag);
    } else if (open.includes(tag)) {
      const place = open.join('/');
      if (place === 'project/artifactId') name ??= nameIn(content);
      if (MODULE.test(place)) members.push(...(nameIn(content) ? [content.trim()] : []));
      open.length = open.lastIndexOf(tag);
    }
    content = '';
  }
  return name === null && members.length === 0 ? null : { kind: 'maven', name, members };
}
