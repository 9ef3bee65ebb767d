// Each script hands the words up to the cursor to `lra __complete` and offers the lines that it answers.

const BASH = `# bash completion of lra; in ~/.bashrc: source <(lra completion bash)
_lra() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :file ]]; then
      compopt -o default
      return
    fi
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(command lra __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _lra lra`;

const ZSH = `#compdef lra
# zsh completion of lra; in ~/.zshrc, after compinit: source <(lra completion zsh)
_lra() {
  local line
  local -a names shown
  for line in "\${(@f)$(command lra __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    if [[ $line == :file ]]; then
      _files
      return
    fi
    names+=("\${line%%$'\\t'*}")
    shown+=("\${line/$'\\t'/  -- }")
  done
  compadd -l -d shown -a names
}
if [[ $funcstack[1] == _lra ]]; then
  _lra "$@"
else
  compdef _lra lra
fi`;

const FISH = `# fish completion of lra; in ~/.config/fish/config.fish: lra completion fish | source
function __lra_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l lines (command lra __complete $words[2..-1] 2>/dev/null)
  if test "$lines" = :file
    __fish_complete_path (commandline -ct)
  else if set -q lines[1]
    printf '%s\\n' $lines
  end
end
complete -c lra -f -a '(__lra_complete)'`;

export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** The completion script of each shell, without a trailing newline. */
export const COMPLETION_SCRIPTS: { readonly [shell in (typeof SHELLS)[number]]: string } = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
};
