// Runs in the page: gives each command a button that copies it. Without a clipboard a click still selects the whole of it.
if (navigator.clipboard !== undefined) {
  for (const command of document.querySelectorAll('.command')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy ${command.textContent ?? ''}`);
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(command.textContent ?? '').then(
        () => (button.textContent = 'Copied'),
        () => (button.textContent = 'Not copied'),
      );
    });
    command.after(button);
  }
}
