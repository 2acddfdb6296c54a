namespace Omnichannel.Settings;

/// <summary>
/// The settings of one section of the configuration: each public property that can be set is one, under its own name or that of its
/// <see cref="Microsoft.Extensions.Configuration.ConfigurationKeyNameAttribute"/>. Its docstring is what <c>docs/settings.md</c> says of it.
/// </summary>
public interface ISettings
{
    /// <summary>
    /// Such as <c>Sms:Twilio</c>; empty for settings that stand in no section. One that ends in <c>:*</c>, such as <c>Email:Mailboxes:*</c>, is
    /// there as often as the operator wants it, each time under a name of their choice (<see cref="SettingsTable{T}"/>).
    /// </summary>
    static abstract string Section { get; }

    /// <summary>What of it cannot be meant. Values that cannot even be read were refused before.</summary>
    IEnumerable<InvalidSetting> Validate() => [];
}

/// <summary>A value that cannot be meant.</summary>
/// <param name="Name">Within its section.</param>
/// <param name="Says">What is wrong and what is allowed, to follow the full name: "must be 1 at least". Never the value of a secret.</param>
public readonly record struct InvalidSetting(string Name, string Says);

/// <summary>The value of this setting is shown to nobody.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
