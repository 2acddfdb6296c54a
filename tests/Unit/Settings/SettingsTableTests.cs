using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Omnichannel.Settings;
using Xunit;

namespace Omnichannel.Unit.Settings;

/// <summary>Sections that are there several times, under names of the operator's.</summary>
public sealed class SettingsTableTests
{
    [Fact]
    public void Each_name_has_its_own_values_and_the_defaults_of_all()
    {
        var entries = Services("Town:Bridges:old:Span=7", "Town:Bridges:NEW:Toll:Coins=1,2", "Town:Bridges:empty:Span=").GetRequiredService<SettingsTable<SampleEntryOptions>>().Entries;
        Assert.Equal(["NEW", "old"], entries.Keys);
        Assert.Equal((7, 10), (entries["OLD"].Span, entries["new"].Span));
        Assert.Equal([1, 2], entries["new"].Coins);
    }

    [Fact]
    public void Nothing_set_is_none() => Assert.Empty(Services().GetRequiredService<SettingsTable<SampleEntryOptions>>().Entries);

    [Fact]
    public void What_is_wrong_with_any_of_them_is_said_with_its_full_name()
    {
        var services = Services("Town:Bridges:0:Span=0", "Town:Bridges:1:Span=long", "Town:Bridges:a b:Span=3");
        string[] sentences =
        [
            "Town:Bridges:0:Span must be 1 at least.",
            "Town:Bridges:1:Span 'long' is no whole number, or too large a one; write it as 20.",
            "Town:Bridges:a b has a name that cannot be used: take up to 40 letters, digits, - and _.",
        ];
        Assert.Equal(sentences, services.InvalidSettings());
        Assert.Throws<OptionsValidationException>(services.GetRequiredService<SettingsTable<SampleEntryOptions>>);
    }

    [Theory]
    [InlineData("Town:Bridges:old:Spam", "nothing reads Town:Bridges:old:Spam; did you mean Town:Bridges:old:Span?")]
    [InlineData("Town:Bridges:Span", "nothing reads Town:Bridges:Span")]
    public void A_name_with_a_slip_is_told_as_it_would_be_right(string name, string sentence) => Assert.Equal([sentence], Unread(name));

    [Theory]
    [InlineData("Town:Bridges:old:Span")]
    [InlineData("Town:Bridges:old:Toll:Coins:0")]
    public void A_setting_of_any_of_them_is_read(string name) => Assert.Empty(Unread(name));

    private static IReadOnlyList<string> Unread(string name) =>
        UnreadSettings.Find(SettingsTests.Configuration($"{name}=1"), Services().GetServices<SettingsClass>());

    private static ServiceProvider Services(params string[] settings)
    {
        var services = new ServiceCollection().AddSingleton(SettingsTests.Configuration(settings));
        services.AddSettingsTable<SampleEntryOptions>();
        services.AddSettingsTable<SampleEntryOptions>();
        return services.BuildServiceProvider();
    }
}
