using System.Globalization;
using System.Net;
using System.Text;
using NodaTime;

namespace Omnichannel.Outreach;

/// <summary>The citizen's page as HTML that needs no script; English and German.</summary>
internal static class CitizenPageHtml
{
    private const string Style =
        """
        :root{color-scheme:light dark;--line:#8886;--soft:#8881;--act:#0b5cad}
        body{font:1rem/1.55 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:2rem 1rem 4rem}
        h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}p{margin:.4rem 0}
        ul{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:.6rem;overflow:hidden}
        li{display:flex;gap:1rem;align-items:center;justify-content:space-between;padding:.8rem 1rem;border-top:1px solid var(--line)}
        li:first-child{border-top:0}li:nth-child(even){background:var(--soft)}
        .what{min-width:0}.what b{display:block;overflow-wrap:anywhere}.what span{opacity:.75;font-size:.9rem}
        button{font:inherit;padding:.45rem .9rem;border-radius:.5rem;border:1px solid var(--act);background:transparent;color:inherit;cursor:pointer;white-space:nowrap}
        button.main{background:var(--act);color:#fff}button:focus-visible{outline:3px solid var(--act);outline-offset:2px}
        .none{opacity:.75}time{white-space:nowrap;opacity:.75;font-size:.9rem}
        """;

    /// <param name="zone">Where the citizen's days begin.</param>
    public static string Of(CitizenFacts citizen, IReadOnlyList<string> purposes, CitizenHistory.View history, DateTimeZone zone, string language)
    {
        var t = PageTexts.In(language);
        var body = new StringBuilder($"<h1>{t.Title}</h1><p>{t.Intro}</p><h2>{t.Purposes}</h2>");
        body.Append("<ul>").Append(Switch(t.Everything, citizen.IsContactForbidden ? t.Forbidden : t.Allowed, "", citizen.IsContactForbidden, t));
        foreach (var purpose in purposes)
        {
            var consent = citizen.Consents.GetValueOrDefault(purpose);
            var says = consent is null ? t.NotAsked
                : string.Format(CultureInfo.InvariantCulture, consent.Given ? t.Agreed : t.Refused, Day(consent.At), Word(consent.Source));
            body.Append(Switch(purpose, says, purpose, consent is { Given: false }, t));
        }

        body.Append(CultureInfo.InvariantCulture, $"</ul><h2>{t.Contacts}</h2>");
        List(body, history.Contacts, t, Day, one => (one.Campaign, $"{one.Department} · {one.Purpose} · {Word(one.LegalBasis)} · {Word(one.Channel)}", one.At));
        body.Append(CultureInfo.InvariantCulture, $"<h2>{t.Told}</h2>");
        List(body, history.LifeEvents, t, Day, one => (
            one.Type,
            one.Reason is null ? $"{one.Department} · {one.Purpose} · {(one.Fields.Count > 0 ? string.Join(", ", one.Fields) : t.NoFields)}"
                : $"{one.Department} · {one.Purpose} · {t.Withheld} ({one.Reason})",
            one.At));
        return Page(t, language, body.ToString());

        string Day(DateTimeOffset at) => LocalDateText.Of(Instant.FromDateTimeOffset(at).InZone(zone).Date, language);
        string Word(string code) => PageLabels.Of(code, language);
    }

    public static string Unsubscribe(string purpose, bool isDone, string language)
    {
        var t = PageTexts.In(language);
        var name = Safe(purpose);
        return Page(
            t, language,
            isDone ? $"<h1>{t.Done}</h1><p>{string.Format(CultureInfo.InvariantCulture, t.DoneSays, $"<b>{name}</b>")}</p>"
                : $"<h1>{t.Unsubscribe}</h1><p>{string.Format(CultureInfo.InvariantCulture, t.UnsubscribeSays, $"<b>{name}</b>")}</p><form method=\"post\"><button class=\"main\">{t.Stop}</button></form>");
    }

    public static string Invalid(string language)
    {
        var t = PageTexts.In(language);
        return Page(t, language, $"<h1>{t.Invalid}</h1><p>{t.InvalidSays}</p>");
    }

    private static string Switch(string what, string says, string purpose, bool isRefused, PageTexts t) =>
        $"""
        <li><div class="what"><b>{Safe(what)}</b><span>{Safe(says)}</span></div><form method="post"><input type="hidden" name="purpose" value="{Safe(purpose)}">
        <input type="hidden" name="wanted" value="{(isRefused ? "true" : "false")}"><button{(isRefused ? "" : " class=\"main\"")} aria-label="{(isRefused ? t.Allow : t.Stop)}: {Safe(what)}">{(isRefused ? t.Allow : t.Stop)}</button></form></li>
        """;

    private static void List<T>(
        StringBuilder body, IReadOnlyList<T> items, PageTexts t, Func<DateTimeOffset, string> day, Func<T, (string What, string Says, DateTimeOffset At)> show)
    {
        if (items.Count == 0)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p class=\"none\">{t.Nothing}</p>");
            return;
        }

        body.Append("<ul>");
        foreach (var (what, says, at) in items.Select(show))
            body.Append(CultureInfo.InvariantCulture, $"<li><div class=\"what\"><b>{Safe(what)}</b><span>{Safe(says)}</span></div><time datetime=\"{at:O}\">{day(at)}</time></li>");
        body.Append("</ul>");
    }

    private static string Page(PageTexts t, string language, string body) =>
        $"""
        <!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>{t.Title}</title><style>{Style}</style></head><body><main>{body}</main></body></html>
        """;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
