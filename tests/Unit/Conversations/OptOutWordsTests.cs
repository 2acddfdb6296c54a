using Omnichannel.Conversations;
using Xunit;

namespace Omnichannel.Unit.Conversations;

public sealed class OptOutWordsTests
{
    [Theory]
    [InlineData("stop", "stop")]
    [InlineData(" Stop. ", "stop")]
    [InlineData("ABMELDEN", "stop")]
    [InlineData("please stop the noise", null)]
    [InlineData("stop it", null)]
    [InlineData("START", "start")]
    [InlineData("Hilfe", "help")]
    [InlineData("", null)]
    public void Only_a_whole_text_is_such_a_word(string text, string? meaning) => Assert.Equal(meaning, OptOutWords.MeaningOf("sms", null, text));

    [Fact]
    public void The_provider_s_own_word_comes_first() => Assert.Equal("stop", OptOutWords.MeaningOf("sms", "stop", "hello"));

    [Fact]
    public void In_a_chat_stop_is_a_word_like_any_other() => Assert.Null(OptOutWords.MeaningOf("webchat", null, "stop"));
}
