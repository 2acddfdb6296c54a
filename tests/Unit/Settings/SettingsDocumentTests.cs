using Omnichannel.Testing;
using Xunit;

namespace Omnichannel.Unit.Settings;

/// <summary>Every setting of the program is registered, documented, and secret where it should be.</summary>
public sealed class SettingsDocumentTests
{
    /// <summary>They sound like secrets, and are a name of an account or of a file.</summary>
    private static readonly string[] NoSecrets = ["Sms:Vonage:ApiKey", "Email:Inbound:CertificateKey"];

    [Fact]
    public void The_document_of_settings_is_up_to_date() =>
        Approved.MatchesFile(Path.Combine(Repository.Root, "docs", "settings.md"), SettingsDocument.Write());

    [Fact]
    public void Every_class_of_settings_is_registered() => Assert.Equal(
        ProductSettings.Declared.Select(type => type.FullName).Order(), ProductSettings.Registered.Select(one => one.Type.FullName).Order());

    [Fact]
    public void Every_class_is_sealed_and_every_setting_has_a_docstring()
    {
        foreach (var one in ProductSettings.Registered)
        {
            Assert.True(one.Type.IsSealed, $"{one.Type} is not sealed.");
            Assert.True(DocComments.Of(one.Type).Length > 0, $"{one.Type} has no docstring.");
            Assert.All(one.Settings, setting => Assert.True(DocComments.Of(setting.Property).Length > 0, $"{setting.Name} has no docstring."));
        }
    }

    [Fact]
    public void What_sounds_like_a_secret_is_one()
    {
        var shown = ProductSettings.Registered.SelectMany(one => one.Settings).Where(setting => !setting.IsSecret && !NoSecrets.Contains(setting.Name));
        Assert.All(shown, setting => Assert.DoesNotMatch("(?i)(secret|token|password|key)$", setting.Name));
    }

    [Fact]
    public void Two_classes_that_read_one_setting_agree_on_it()
    {
        foreach (var shared in ProductSettings.Registered.SelectMany(one => one.Settings).GroupBy(setting => setting.Name))
            Assert.Single(shared.Select(setting => (setting.IsSecret, setting.Property.PropertyType)).Distinct());
    }
}
