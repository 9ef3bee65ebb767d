import { describe, expect, test } from 'vitest';
import { commandHelp, helpAnswer } from '../../src/cli/help.ts';
import { styleFor } from '../../src/cli/render/ansi.ts';
import { harmless, jsonText, visible, visibleLines } from '../../src/cli/render/controls.ts';
import { wrap } from '../../src/cli/render/wrap.ts';

describe('text that came from a task', () => {
  test('on one line, every control is written out', () => {
    expect(visible('a\nb\tc\r\u001b]0;title\u0007\u009b31m\u202e')).toBe(
      'a\\nb\\tc\\r\\x1b]0;title\\x07\\x9b31m\\u202e',
    );
    expect(visible('日本語 👩‍👩‍👧 é')).toBe('日本語 👩‍👩‍👧 é');
  });

  test('a block keeps its line breaks and tabs', () => {
    expect(visibleLines('a\r\nb\tc\u001b[2J\rd')).toBe('a\nb\tc\\x1b[2J\\rd');
  });

  test('what a command forgot to clean is cleaned all the same', () => {
    const text = '\u001b[31mred\u001b[39m \u001b[2J \u001b]8;;http://x\u0007';
    expect(harmless(text, true)).toBe('\u001b[31mred\u001b[39m \\x1b[2J \\x1b]8;;http://x\\x07');
    expect(harmless(text, false)).not.toMatch(/\u001b/);
  });

  test('a JSON document holds no raw control, and says the same', () => {
    const value = { text: 'a\u0000\n\u001b\u007f\u009b\u2028' };
    const text = jsonText(value);
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028]/);
    expect(JSON.parse(text)).toEqual(value);
  });
});

describe('style', () => {
  test('plain leaves text as it is', () => {
    const style = styleFor(false, 80);
    expect(style.bold(style.red('x'))).toBe('x');
  });

  test('a colour inside another gives way and comes back', () => {
    const { red, green, bold, dim } = styleFor(true, 80);
    expect(red(`a${green('b')}c`)).toBe('\u001b[31ma\u001b[32mb\u001b[39m\u001b[31mc\u001b[39m');
    expect(bold(`a${dim('b')}c`)).toBe('\u001b[1ma\u001b[2mb\u001b[22m\u001b[1mc\u001b[22m');
    expect(red('')).toBe('');
  });
});

test('a text is wrapped between words; one that is too long has a line to itself', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('one enormous word', 5)).toEqual(['one', 'enormous', 'word']);
  expect(wrap('one two', Number.POSITIVE_INFINITY)).toEqual(['one two']);
});

test('a help page stays within the width, and is the same when there is none', async () => {
  const { command } = await import('../../src/cli/commands/create.ts');
  const help = (width: number) => helpAnswer(commandHelp(['create'], command)).text(styleFor(false, width));
  for (const width of [40, 60, 80]) {
    const lines = help(width).split('\n');
    const tooLong = lines.filter((line) => line.length > width && !line.startsWith('  lra '));
    expect(tooLong).toEqual([]);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toBe(help(Number.POSITIVE_INFINITY).replace(/\s+/g, ' '));
  }
});
