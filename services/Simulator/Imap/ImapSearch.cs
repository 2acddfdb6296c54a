using System.Globalization;

namespace Omnichannel.Simulator;

/// <summary>Search keys (RFC 9051, 6.4.4): those about flags, days and numbers. Words within mails are not looked for.</summary>
internal static class ImapSearch
{
    /// <exception cref="FormatException">A key that is not played here.</exception>
    public static Func<StoredMail, bool> Read(ImapWords words)
    {
        var all = new List<Func<StoredMail, bool>>();
        while (words.HasMore && words.Peek() != ")")
            all.Add(One(words));
        return mail => all.TrueForAll(key => key(mail));
    }

    /// <summary>Such as <c>1:3,7,9:*</c>.</summary>
    /// <param name="last">What the star stands for.</param>
    public static Func<uint, bool> Numbers(string set, uint last)
    {
        var ranges = set.Split(',').Select(part => part.Split(':').Select(end => end == "*" ? last : uint.Parse(end, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray())
            .Select(ends => (From: ends.Min(), To: ends.Max())).ToList();
        return number => ranges.Exists(range => number >= range.From && number <= range.To);
    }

    private static Func<StoredMail, bool> One(ImapWords words)
    {
        var key = words.Next().ToUpperInvariant();
        switch (key)
        {
            case "(":
                var inner = Read(words);
                words.Next();
                return inner;
            case "NOT":
                var not = One(words);
                return mail => !not(mail);
            case "OR":
                var (one, other) = (One(words), One(words));
                return mail => one(mail) || other(mail);
            case "ALL":
                return _ => true;
            case "KEYWORD" or "UNKEYWORD":
                var keyword = words.Next();
                return mail => mail.Flags.Contains(keyword) == (key == "KEYWORD");
            case "SEEN" or "ANSWERED" or "FLAGGED" or "DELETED" or "DRAFT":
                return mail => mail.Flags.Contains($"\\{key}");
            case "UNSEEN" or "UNANSWERED" or "UNFLAGGED" or "UNDELETED" or "UNDRAFT":
                return mail => !mail.Flags.Contains($"\\{key[2..]}");
            case "SINCE" or "BEFORE":
                var day = DateTime.ParseExact(words.Next(), "d-MMM-yyyy", CultureInfo.InvariantCulture);
                return mail => mail.At.UtcDateTime.Date >= day == (key == "SINCE");
            case "UID":
                var numbers = Numbers(words.Next(), uint.MaxValue);
                return mail => numbers(mail.Uid);
            default:
                throw new FormatException($"search key {key}");
        }
    }
}
