/** What stands before each row of a tree, from the depth of each: `├─ `, `│  └─ `. */
export function treeBranches(depths: readonly number[]): readonly string[] {
  const branches: string[] = [];
  const goesOn: boolean[] = [];
  for (let row = depths.length - 1; row >= 0; row--) {
    const depth = depths[row]!;
    const above = Array.from({ length: Math.max(0, depth - 1) }, (_, i) => (goesOn[i + 1] ? '│  ' : '   '));
    branches.push(depth === 0 ? '' : `${above.join('')}${goesOn[depth] ? '├─ ' : '└─ '}`);
    goesOn.length = depth;
    goesOn[depth] = true;
  }
  return branches.reverse();
}
