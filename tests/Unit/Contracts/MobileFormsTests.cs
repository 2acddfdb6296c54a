using Omnichannel.Contracts;
using Xunit;

namespace Omnichannel.Unit.Contracts;

/// <summary>The kinds are those of chatwoot#5840, #14048 and #12655 and courier#433; landlines and radios are those of waha#1974.</summary>
public sealed class MobileFormsTests
{
    [Theory]
    [InlineData("+5511987654321", "+551187654321")]
    [InlineData("+5531961234567", "+553161234567")]
    [InlineData("+5531991234567", "+553191234567")]
    [InlineData("+5511974123456", "+551174123456")]
    [InlineData("+5215512345678", "+525512345678")]
    [InlineData("+5491123456789", "+541123456789")]
    [InlineData("+5492996888705", "+542996888705")]
    public void A_telephone_has_two_numbers(string one, string other)
    {
        Assert.Equal(other, MobileForms.OtherOf(one));
        Assert.Equal(one, MobileForms.OtherOf(other));
        Assert.Equal(other, MobileForms.ShortestOf(one));
        Assert.Equal(other, MobileForms.ShortestOf(other));
        Assert.Equal(one, PhoneNumber.Read(one)?.Address);
        Assert.Equal(other, PhoneNumber.Read(other)?.Address);
    }

    [Theory]
    [InlineData("+551132345678")]
    [InlineData("+5511932345678")]
    [InlineData("+551178123456")]
    [InlineData("+5511978123456")]
    [InlineData("+551170123456")]
    [InlineData("+5511187654321")]
    [InlineData("+5201234567890")]
    [InlineData("+5510987654321")]
    [InlineData("+447911123456")]
    [InlineData("5215512345678")]
    [InlineData("CityHall")]
    public void Others_have_one(string address)
    {
        Assert.Null(MobileForms.OtherOf(address));
        Assert.Equal(address, MobileForms.ShortestOf(address));
    }
}
