using Omnichannel.EventSourcing;
using Xunit;

namespace Omnichannel.Unit.EventSourcing;

public sealed class RowChangesTests
{
    private static readonly Table Words = new("words", "id", [new Column("owner", ColumnType.Text), new Column("text", ColumnType.Text)], ["owner"]);

    [Fact]
    public void What_is_set_for_all_comes_after_what_was_set_before_and_before_what_is_set_after()
    {
        var rows = new RowChanges();
        rows.Set(Words, "1", ("owner", "anna"), ("text", "before"));
        rows.Set(Words, "2", ("owner", "bob"), ("text", "his"));
        rows.SetWhere(Words, "owner", "anna", ("text", null));
        rows.Set(Words, "3", ("owner", "anna"), ("text", "after"));
        var folded = rows.Fold(Words);
        Assert.Equal([null, "his", "after"], folded.OrderBy(row => row.Key).Select(row => (string?)row.Value["text"]));
        Assert.Equal(2, rows.Steps.Count);
    }

    [Fact]
    public void Rows_are_deleted_by_a_column_or_by_their_key()
    {
        var rows = new RowChanges();
        rows.Set(Words, "1", ("owner", "anna"));
        rows.Set(Words, "2", ("owner", "bob"));
        rows.Set(Words, "3", ("owner", "carla"));
        rows.DeleteWhere(Words, "owner", "anna");
        rows.DeleteWhere(Words, "id", "3");
        Assert.Equal(["2"], rows.Fold(Words).Keys);
    }

    [Fact]
    public void Without_a_change_it_is_empty() => Assert.True(new RowChanges().IsEmpty);
}
