using System.Text;

namespace Omnichannel.EventSourcing;

/// <summary>An <see cref="EventFilter"/> as SQL: the conditions in a database's own words, each with the filter's values as a parameter.</summary>
internal sealed record FilterConditions(string OfType, string OfTypePrefix, string OfStream, string OfCategory, string ExceptCategory, string Until)
{
    /// <summary>What follows a condition that is there already; empty when the filter lets everything through.</summary>
    public string After(EventFilter filter)
    {
        var sql = new StringBuilder();
        sql.Append(Either(filter.Types, OfType, filter.TypePrefixes, OfTypePrefix));
        sql.Append(Either(filter.Streams, OfStream, filter.Categories, OfCategory));
        if (filter.ExceptCategories.Count > 0)
            sql.Append(" AND ").Append(ExceptCategory);
        if (filter.Until is not null)
            sql.Append(" AND ").Append(Until);
        return sql.ToString();
    }

    /// <summary>An event passes one of two lists that are given.</summary>
    private static string Either(IReadOnlyList<string> one, string fitsOne, IReadOnlyList<string> other, string fitsOther) => (one.Count, other.Count) switch
    {
        (0, 0) => "",
        (_, 0) => $" AND {fitsOne}",
        (0, _) => $" AND {fitsOther}",
        _ => $" AND ({fitsOne} OR {fitsOther})",
    };
}
