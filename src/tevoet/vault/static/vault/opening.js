// Before anything is drawn: will this page be opened at once? Then what is locked is not shown first, so
// that nobody reads one act and is given another. Plain and blocking, because it has to come first.
try {
  const isUnlocked = Number(localStorage.getItem("tevoet-unlocked-until")) > Date.now();
  const isClosed = localStorage.getItem("tevoet-mirror-closed");
  if (isUnlocked && !isClosed) {
    const page = document.documentElement.classList;
    page.add("opening");
    setTimeout(() => page.remove("opening"), 8000); // whatever happens: what is locked is true as well
  }
} catch {
  // A browser that keeps nothing has nothing unlocked either.
}
