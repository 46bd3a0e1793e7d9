"""What others than readers fetch: links, feeds, a calendar, the API, pictures that go with a link."""
