"""An invented HTML page that is as messy as real ones, for the tests of HTML input."""

from __future__ import annotations

HEADLINE = "Ferry to Skerry Point is late again after a rope fouls its screw"

JSON_LD = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "The Bell"},
 {"@type": ["NewsArticle", "Thing"], "headline": "Ferry to Skerry Point is late again after a rope fouls its screw",
  "author": [{"@type": "Person", "name": "Ann Bell"}, {"@id": "#ray"}], "publisher": {"name": "The Bell"},
  "datePublished": "2024-03-05T10:20:00+01:00", "dateModified": "2024-03-05T12:00:00+01:00",
  "articleSection": "Harbour", "keywords": ["ferries", "Skerry Point"], "inLanguage": "en-GB",},
 {"@type": "Person", "@id": "#ray", "name": "Bo Ray"}
]}
</script>"""

PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>{HEADLINE} | The Bell</title>
<meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="The Bell">
<link rel="canonical" href="https://bell.example/harbour/ferry-late">
<style>.hidden {{ display: none }}</style>{JSON_LD}</head>
<body class="post article-page">
<div id="cookie-consent" style="display:none"><p>We use cookies to make your visit better. <button>Accept all</button></p></div>
<header class="site-header"><a href="/">The Bell</a><nav><ul class="menu"><li><a href="/news">News</a><li><a href="/sport">Sport</a>
<li><a href="/harbour">Harbour</a><li><a href="/weather">Weather</a></ul></nav></header>
<main><article>
<span class="kicker">Harbour</span>
<h1 class="article-title">{HEADLINE}</h1>
<div class="article-meta">By <a rel="author" href="/ann">Ann Bell</a> and <a rel="author" href="/bo">Bo Ray</a>
<time datetime="2024-03-05T10:20:00+01:00">5 March 2024, 10.20am</time></div>
<div class="share-buttons"><a href="https://www.facebook.com/sharer/sharer.php?u=x">Share on Facebook</a>
<a href="https://twitter.com/intent/tweet?u=x">Tweet</a></div>
<figure><img src="ferry.jpg"><figcaption>The ferry at its berth on Tuesday. Photo: Bo Ray</figcaption></figure>
<div class="article-body">
<p>The morning ferry to Skerry Point left its berth <a href="/late">almost two hours late</a> on Tuesday after a drifting
rope was caught in its screw, the harbour master said, and forty passengers had to wait in the rain.
<p>“We heard a bang and then <em>nothing at all</em>,” said Mary Kell, who takes the boat to work five days a week and was
on the quay when it happened. “It is the third time since the new year, and nobody tells us anything.”</p>
<div class="ad-slot">Advertisement</div>
<p>A diver cut the rope away at half past nine. The harbour master, Tom Oram, said that nets and ropes thrown from fishing
boats were a growing danger, and that the town would ask the fleet to bring them ashore.</p>
<div class="newsletter-signup"><h3>Get the harbour newsletter</h3><form><label>Your email</label><button>Sign up</button></form></div>
<p>The company that runs the ferry, which lost its licence for the night service last autumn, said that it was sorry for the
delay and that all tickets of the morning would be paid back within the week.</p>
</div></article>
<aside class="related-articles"><h2>More from the harbour</h2><ul><li><a href="/a">Crane falls into the dock at low water</a>
<li><a href="/b">New master for the lifeboat station</a><li><a href="/c">Why the east quay is sinking</a></ul></aside>
<section id="comments" class="comments-area"><h2>2 Comments</h2><ol class="comment-list">
<li id="comment-101" class="comment"><div class="comment-author vcard"><b class="fn">keelhaul</b></div>
<time datetime="2024-03-05T13:05:00+01:00">March 5, 2024 at 1:05 pm</time>
<div class="comment-content"><p>Same every week. I wish they would just run the old boat again until this one works.</p></div></li>
<li id="comment-102" class="comment"><div class="comment-author vcard"><b class="fn">Mrs Gull</b></div>
<time datetime="2024-03-05T14:10:00+01:00">March 5, 2024 at 2:10 pm</time>
<div class="comment-content"><p>Thank you to the diver, it cannot have been warm down there in March.</p></div></li></ol></section>
</main>
<footer class="site-footer"><a href="/terms">Terms</a> <a href="/privacy">Privacy</a><p>© 2024 The Bell. All rights reserved.</p></footer>
<script>document.write("<p>not text</p>")</script></body></html>
"""
