"""Call logs, as phones, telephone exchanges and backup programs export them."""
