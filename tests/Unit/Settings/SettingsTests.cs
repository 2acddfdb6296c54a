using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Omnichannel.Settings;
using Xunit;

namespace Omnichannel.Unit.Settings;

/// <summary>Settings are read and checked by their full names.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void What_is_set_is_read_and_what_is_not_has_its_default()
    {
        var read = Services(
            "Town:Lamps:Colour=green", "Town:Lamps:Dimmed=true", "Town:Lamps:From=21:30", "Town:Lamps:Budget:Most=9", "town:lamps:window=00:00:30").GetRequiredService<SampleOptions>();
        Assert.Equal(("green", true, new TimeOnly(21, 30), 9, TimeSpan.FromSeconds(30)), (read.Colour, read.Dimmed, read.From, read.BudgetMost, read.Window));
        Assert.Equal((3, "", 0), (read.Count, read.Password, read.Streets.Count));
    }

    [Fact]
    public void An_empty_value_is_an_absent_one()
    {
        var read = Services("Town:Lamps:Colour=", "Town:Lamps:Count=", "Town:Lamps:Window= ", "Town:Lamps:Streets=").GetRequiredService<SampleOptions>();
        Assert.Equal(("amber", 3, TimeSpan.FromHours(72), 0), (read.Colour, read.Count, read.Window, read.Streets.Count));
    }

    [Fact]
    public void A_list_is_numbered_or_has_commas()
    {
        Assert.Equal(["Mill Lane", "High Street"], Services("Town:Lamps:Streets:0=Mill Lane", "Town:Lamps:Streets:1=High Street").GetRequiredService<SampleOptions>().Streets);
        Assert.Equal(["Mill Lane", "High Street"], Services("Town:Lamps:Streets=Mill Lane, High Street,").GetRequiredService<SampleOptions>().Streets);
        Assert.Equal([new DateOnly(2026, 12, 25)], Services("Town:Lamps:Holidays:0=2026-12-25").GetRequiredService<SampleOptions>().Holidays);
    }

    [Fact]
    public void A_table_takes_any_key_also_one_with_colons()
    {
        var pace = Services("Town:Lamps:Pace:sms=5", "Town:Lamps:Pace:urn:town:mail=7").GetRequiredService<SampleOptions>().Pace;
        Assert.Equal((5, 7), (pace["SMS"], pace["urn:town:mail"]));
    }

    [Theory]
    [InlineData("Town:Lamps:Window=abc", "Town:Lamps:Window 'abc' is no span of time; write it as 00:00:30 (hours, minutes, seconds), or 3.12:00:00 (days before them).")]
    [InlineData("Town:Lamps:Count=many", "Town:Lamps:Count 'many' is no whole number, or too large a one; write it as 20.")]
    [InlineData("Town:Lamps:Count=99999999999", "Town:Lamps:Count '99999999999' is no whole number, or too large a one; write it as 20.")]
    [InlineData("Town:Lamps:Dimmed=perhaps", "Town:Lamps:Dimmed 'perhaps' is neither true nor false.")]
    [InlineData("Town:Lamps:From=8pm", "Town:Lamps:From '8pm' is no time; write it as 20:00.")]
    [InlineData("Town:Lamps:Holidays:1=Monday", "Town:Lamps:Holidays:1 'Monday' is no day; write it as 2026-12-25.")]
    [InlineData("Town:Lamps:Pace:sms=fast", "Town:Lamps:Pace:sms 'fast' is no whole number, or too large a one; write it as 20.")]
    [InlineData("Town:Lamps:Count=0", "Town:Lamps:Count must be 1 at least.")]
    [InlineData("Town:Lamps:Password=lampion", "Town:Lamps:Password is too short: use at least 16 characters.")]
    [InlineData("Town:Lamps:Pin=lampion", "Town:Lamps:Pin is no whole number, or too large a one; write it as 20.")]
    public void A_sentence_has_the_full_name_what_is_wrong_and_never_a_secret(string setting, string sentence)
    {
        var services = Services(setting);
        Assert.Equal([sentence], services.InvalidSettings());
        Assert.Equal([sentence], Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<SampleOptions>()).Failures);
        Assert.Equal([sentence], Assert.Throws<OptionsValidationException>(() => Configuration(setting).ReadSettings<SampleOptions>()).Failures);
    }

    [Fact]
    public void Every_value_that_cannot_be_read_gets_its_sentence() => Assert.Equal(
        ["Town:Lamps:Count", "Town:Lamps:Window", "Town:Lamps:Pace:sms"],
        Services("Town:Lamps:Pace:sms=fast", "Town:Lamps:Window=abc", "Town:Lamps:Count=many").InvalidSettings().Select(sentence => sentence.Split(' ')[0]));

    [Fact]
    public void A_class_is_registered_once() => Assert.Single(
        new ServiceCollection().Twice().BuildServiceProvider().GetServices<SettingsClass>());

    internal static IConfiguration Configuration(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1])).Build();

    private static ServiceProvider Services(params string[] settings) =>
        new ServiceCollection().AddSingleton(Configuration(settings)).Twice().BuildServiceProvider();
}

/// <summary>Several modules may need the same settings.</summary>
file static class Registration
{
    public static IServiceCollection Twice(this IServiceCollection services)
    {
        services.AddSettings<SampleOptions>();
        services.AddSettings<SampleOptions>();
        return services;
    }
}
