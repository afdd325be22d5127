"""Put the cursor into the text below and run Profile Prompt: the literal is the prompt."""


def review(language: str, code: str) -> str:
    return (
        f"Review this {language} code. Name the worst problem first, "
        "with the line it is in.\n\n"
        f"{code}"
    )
